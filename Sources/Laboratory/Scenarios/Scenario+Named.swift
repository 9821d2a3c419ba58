import ReaderEmulation

extension Scenario {
  /// Every scenario with a name.
  public static let all: [Scenario] =
    [mixed, plain, sixGood, thirty, late, weak]
    + [straysLow, straysHigh, straysForeign, background, ghosts]
    + [removed, swap, overlap, bursts, stalls, coupling, uhfMixed, halfOn, foreignHall]

  /// The scenario of a name.
  public static func named(_ name: String) -> Scenario? { all.first { $0.name == name } }

  /// The one that the station is accepted by.
  public static let mixed = Scenario(
    "mixed", about: "1 to 7 plates of every quality, a few strays and late dishes, bursts")

  /// Nothing goes wrong.
  public static let plain = Scenario(
    "plain", about: "1 to 7 good plates, nothing else in the field, nothing goes wrong"
  ).with {
    ($0.quality.poorShare, $0.quality.terribleShare, $0.quality.misplacedShare) = (0, 0, 0)
    $0.habits.lateShare = 0
    $0.strays.share = 0
    $0.troubles = .none
  }

  /// The tray by which speed is stated.
  public static let sixGood = plain.with {
    ($0.name, $0.about) = ("six-good", "six plates read at 0.9 to 0.99, nothing goes wrong")
    $0.habits.plateCount = 6...6
    $0.quality.good = 0.9...0.99
    $0.quality.missFactor = 1...1
  }

  /// The largest tray.
  public static let thirty = plain.with {
    ($0.name, $0.about) = ("thirty", "30 plates read at 0.9, nothing goes wrong")
    $0.habits.plateCount = 30...30
    $0.habits.stayAfter = .seconds(14) ... .seconds(16)
    $0.quality = PlateQuality(everyPlate: 0.9)
  }

  /// Dishes that come after the tray.
  public static let late = mixed.with {
    ($0.name, $0.about) = ("late", "like mixed without strays; every fifth dish comes late")
    $0.habits.lateShare = 0.2
    $0.strays.share = 0
  }

  /// Bad chips.
  public static let weak = mixed.with {
    ($0.name, $0.about) = ("weak", "like mixed without strays; every second chip is bad")
    ($0.quality.poorShare, $0.quality.terribleShare) = (0.4, 0.1)
    $0.strays.share = 0
  }
}

// What does not belong to the tray.
extension Scenario {
  /// Strays that are read badly.
  static let straysLow = mixed.with {
    ($0.name, $0.about) = ("strays-low", "like mixed; every second tray has a stray")
    $0.strays.share = 0.5
  }

  /// A plate of the next lane's tray that is read well here too.
  static let straysHigh = mixed.with {
    ($0.name, $0.about) = (
      "strays-high", "a plate of the next lane's tray is read here at 0.4 to 0.9, on every second"
    )
    $0.strays.share = 0.5
    $0.strays.rates = 0.4...0.9
    ($0.strays.carriedPast, $0.strays.lyingNear) = (0, 0)
  }

  /// Strays nobody else can tell of.
  static let straysForeign = mixed.with {
    ($0.name, $0.about) = (
      "strays-foreign", "strays that come and go with every second tray and are on no lane here"
    )
    $0.strays.share = 0.5
    ($0.strays.nextLane, $0.strays.carriedPast, $0.strays.lyingNear) = (0, 0, 0)
    $0.strays.foreign = 1
  }

  /// Plates that lie there all day.
  static let background = mixed.with {
    ($0.name, $0.about) = ("background", "like mixed; two plates near each antenna all day")
    $0.strays.background = [0.1, 0.9]
  }

  /// Answers of what is not there.
  static let ghosts = mixed.with {
    ($0.name, $0.about) = (
      "ghosts", "like mixed without strays; damaged, invented and stale replies"
    )
    $0.strays.share = 0
    ($0.troubles.ghostShare, $0.troubles.corruptedShare) = (0.02, 0.01)
    $0.troubles.staleShare = 0.002
  }
}

// What diners and readers do.
extension Scenario {
  /// Dishes that are taken off again.
  static let removed = mixed.with {
    ($0.name, $0.about) = (
      "removed", "like mixed without strays; a dish is taken off half the trays"
    )
    $0.strays.share = 0
    $0.habits.removedShare = 0.5
  }

  /// Trays without a gap.
  static let swap = mixed.with {
    ($0.name, $0.about) = (
      "swap", "like mixed without strays; half the trays take the place of the one before at once"
    )
    $0.strays.share = 0
    $0.habits.swapShare = 0.5
  }

  /// The next tray pushes in.
  static let overlap = mixed.with {
    ($0.name, $0.about) = (
      "overlap", "like mixed without strays; the rim of half the trays is there too early"
    )
    $0.strays.share = 0
    $0.habits.overlapShare = 0.5
  }

  /// Spells of bad reading.
  static let bursts = mixed.with {
    ($0.name, $0.about) = ("bursts", "like mixed without strays; bursts three times as often")
    $0.strays.share = 0
    $0.troubles.ownBursts.enterProbability = 0.06
    $0.troubles.sharedBursts.enterProbability = 0.015
  }

  /// A reader that stumbles.
  static let stalls = mixed.with {
    ($0.name, $0.about) = (
      "stalls", "like mixed without strays; stalls, pauses of the station, rounds twice or too late"
    )
    $0.strays.share = 0
    ($0.pace.stallShare, $0.pace.sleepShare) = (0.005, 0.001)
    ($0.pace.duplicateShare, $0.pace.reorderedShare) = (0.005, 0.005)
  }

  /// Plates that change each other.
  static let coupling = mixed.with {
    ($0.name, $0.about) = (
      "coupling", "like late; half the plates change the read rate of one before"
    )
    $0.strays.share = 0
    $0.habits.lateShare = 0.2
    $0.habits.couplingShare = 0.5
  }

  /// The same trays on a UHF antenna, which reaches further.
  static let uhfMixed = mixed.with {
    ($0.name, $0.about) = (
      "uhf-mixed", "like mixed at a UHF Gen2 reader, with strays on every tenth tray"
    )
    $0.pace.air = .gen2(Gen2Air())
    $0.strays.share = 0.1
    $0.strays.rates = 0.02...0.4
  }
}

// What the engine was not made for.
extension Scenario {
  /// Trays that stand half beside the antenna.
  static let halfOn = mixed.with {
    ($0.name, $0.about) = (
      "half-on", "like mixed without strays; every fifth tray stands half beside the antenna"
    )
    $0.strays.share = 0
    ($0.habits.halfOnShare, $0.habits.rimFactor) = (0.2, 0.9)
  }

  /// A hall of another kind than the one the engine's priors are the figures of: nothing was tuned
  /// on it. Chips of two kinds with none between, bursts without a typical length, rates that hang
  /// together by where plates stand, livelier strays that are read up to 0.35.
  static let foreignHall = mixed.with {
    ($0.name, $0.about) = (
      "foreign-hall", "two kinds of chips, bursts of any length, rates by place: never tuned on"
    )
    ($0.quality.good, $0.quality.poor) = (0.9...0.98, 0.35...0.5)
    ($0.quality.poorShare, $0.quality.terribleShare) = (0.15, 0)
    $0.habits.rimFactor = 0.7
    $0.habits.arrivalRamp = .milliseconds(500)
    $0.strays.rates = 0.02...0.35
    $0.troubles.longBurstShare = 0.3
  }
}
