import Money
import TagReads

extension CatalogueCheck {
  mutating func checkGroups() {
    for group in parts.dinerGroups {
      let subject = CatalogueSubject.dinerGroup(group.code)
      checkCode(group.code, isNew: groups.insert(group.code).inserted, subject, "group")
      checkNames(group.names, subject)
    }
  }

  mutating func checkPeriods() {
    let countMax = Catalogue.mealPeriodCountMax
    if parts.mealPeriods.count > countMax {
      let count = parts.mealPeriods.count
      report(
        .mealPeriod(parts.mealPeriods[countMax].code), "meal",
        "\(count) meal periods; allowed are \(countMax)")
    }
    for (index, period) in parts.mealPeriods.prefix(countMax).enumerated() {
      let subject = CatalogueSubject.mealPeriod(period.code)
      let isNew = periods.insert(period.code).inserted
      checkCode(period.code, isNew: isNew, subject, "meal")
      checkNames(period.names, subject)
      if !(0..<1440).contains(period.fromMinute) {
        report(subject, "from", "minute \(period.fromMinute); allowed is 00:00 to 23:59")
      } else if !(1...1440).contains(period.toMinute) {
        report(subject, "to", "minute \(period.toMinute); allowed is 00:01 to 24:00")
      } else if period.fromMinute == period.toMinute {
        report(subject, "to", "the period ends when it begins; give it another end")
      } else if isNew, let rival = firstOverlap(with: period, before: index) {
        report(
          subject, "from", "lies over meal \(rival.code); let one end before the other begins",
          rival: .mealPeriod(rival.code))
      }
    }
  }

  private func firstOverlap(with period: MealPeriod, before index: Int) -> MealPeriod? {
    parts.mealPeriods[..<index].first { hasSpan($0) && $0.overlaps(period) }
  }

  private func hasSpan(_ period: MealPeriod) -> Bool {
    (0..<1440).contains(period.fromMinute) && (1...1440).contains(period.toMinute)
      && period.fromMinute != period.toMinute
  }

  mutating func checkClasses() {
    for plateClass in parts.plateClasses {
      let subject = CatalogueSubject.plateClass(plateClass.code)
      checkCode(plateClass.code, isNew: classes.insert(plateClass.code).inserted, subject, "class")
      checkNames(plateClass.names, subject)
      checkVAT(plateClass.vatRateBasisPoints, subject)
      if let price = plateClass.fixedPrice { checkPrice(price, subject, "price") }
    }
  }

  mutating func checkDishes() {
    for dish in parts.dishes {
      let subject = CatalogueSubject.dish(dish.code)
      let isNew = dishes.updateValue(dish, forKey: dish.code) == nil
      checkCode(dish.code, isNew: isNew, subject, "dish")
      checkNames(dish.names, subject)
      checkPrices(dish.prices, subject)
      checkVAT(dish.vatRateBasisPoints, subject)
      checkFacts(of: dish)
      checkMeals(of: dish)
    }
  }

  mutating func checkPrices(_ prices: PriceList, _ subject: CatalogueSubject) {
    checkPrice(prices.standard, subject, "price")
    for (group, price) in prices.byGroup.sorted(by: { $0.key < $1.key }) {
      checkPrice(price, subject, "price_\(group)")
      if !groups.contains(group) {
        report(
          subject, "price_\(group)", refusal("group", group, known: groups),
          missing: .dinerGroup(group))
      }
    }
  }

  private mutating func checkFacts(of dish: Dish) {
    let subject = CatalogueSubject.dish(dish.code)
    if let energy = dish.energyKilojoules, !(0...Dish.energyKilojoulesMax).contains(energy) {
      report(subject, "energy_kj", "\(energy) kJ; allowed is 0 to \(Dish.energyKilojoulesMax)")
    }
    for (column, nutrient) in Nutrients.columns {
      guard let amount = dish.nutrients[keyPath: nutrient] else { continue }
      if !(0...Nutrients.milligramsMax).contains(amount) {
        report(subject, column, "\(amount) mg; allowed is 0 to \(Nutrients.milligramsMax)")
      }
    }
    checkOnce(dish.allergens, subject, "allergens")
    checkOnce(dish.marks, subject, "marks")
    if let photo = dish.photo { checkPhoto(photo, subject) }
  }

  private mutating func checkOnce<Word: PublishedWord>(
    _ words: [Word], _ subject: CatalogueSubject, _ column: String
  ) {
    var seen: Set<Word> = []
    for word in words where !seen.insert(word).inserted {
      report(subject, column, "\"\(word.rawValue)\" is there twice; once is allowed")
    }
  }

  private mutating func checkPhoto(_ path: String, _ subject: CatalogueSubject) {
    checkText(path, subject, "photo")
    let steps = path.split(separator: "/", omittingEmptySubsequences: false)
    let isInside = !steps.contains("") && !steps.contains(".") && !steps.contains("..")
    let endings = [".jpg", ".jpeg", ".png", ".webp"]
    guard isInside, !path.contains("\\"), endings.contains(where: path.lowercased().hasSuffix)
    else {
      return report(
        subject, "photo",
        "\"\(path)\" is no picture's path; allowed is one such as soups/s01.jpg below the folder "
          + "of pictures, ending in " + endings.joined(separator: ", "))
    }
  }

  private mutating func checkMeals(of dish: Dish) {
    let subject = CatalogueSubject.dish(dish.code)
    var seen: Set<MealPeriodCode> = []
    for meal in dish.mealPeriods {
      if !seen.insert(meal).inserted {
        report(subject, "meals", "\(meal) is there twice; once is allowed")
      } else if !periods.contains(meal) {
        report(subject, "meals", refusal("meal", meal, known: periods), missing: .mealPeriod(meal))
      }
    }
  }

  mutating func checkPlates() {
    tags.reserveCapacity(parts.plates.count)
    for plate in parts.plates {
      if !tags.insert(plate.tag).inserted {
        let subject = CatalogueSubject.plate(plate.tag)
        report(subject, "tag", "\(subject) is there twice; once is allowed", rival: subject)
      }
      if !classes.contains(plate.plateClass) {
        report(
          .plate(plate.tag), "class", refusal("class", plate.plateClass, known: classes),
          missing: .plateClass(plate.plateClass))
      }
    }
  }

  /// The sentence for a code that leads nowhere; without a list once nobody reads it any more.
  func refusal<Code: CatalogueCode>(
    _ noun: String, _ code: Code, known: some Collection<Code>
  ) -> String {
    guard problems.count < ImportRefusal.complaintCountMax else {
      return "unknown \(noun) \"\(code)\""
    }
    return Known(noun, known.map(\.rawValue)).refusal(of: code.rawValue)
  }
}
