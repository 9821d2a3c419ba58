/// The words by which people name columns, beside the columns' own names.
enum ImportColumn {
  private static let words: [(column: String, words: [String])] = [
    ("group", ["组别", "用餐群体", "人群", "group code"]),
    ("role", ["身份"]),
    ("meal", ["餐次", "餐别", "餐段", "meal period"]),
    ("meals", ["餐次", "供应餐次", "餐别", "meal periods"]),
    ("class", ["餐盘类别", "餐具类别", "盘别", "餐盘", "plate class"]),
    ("dish", ["菜品", "菜品编号", "菜品编码", "菜品代码", "菜号", "dish code"]),
    ("tag", ["标签", "标签号", "芯片", "芯片号", "uid"]),
    ("date", ["日期", "day"]),
    ("repeat_weeks", ["循环周数", "重复周数", "repeat weeks"]),
    ("name_zh", ["名称", "中文名", "中文名称", "菜名", "chinese name"]),
    ("name_en", ["英文名", "英文名称", "english name"]),
    ("price", ["价格", "单价", "售价", "标准价"]),
    ("vat_percent", ["税率", "增值税率", "vat", "vat %"]),
    ("energy_kj", ["能量", "能量(kj)", "能量(千焦)", "energy (kj)"]),
    ("protein_g", ["蛋白质", "蛋白质(g)", "蛋白质(克)", "protein (g)"]),
    ("fat_g", ["脂肪", "脂肪(g)", "脂肪(克)", "fat (g)"]),
    ("saturates_g", ["饱和脂肪", "饱和脂肪(g)", "饱和脂肪(克)", "saturates (g)"]),
    ("carbohydrate_g", ["碳水化合物", "碳水化合物(g)", "碳水化合物(克)", "carbohydrate (g)"]),
    ("sugars_g", ["糖", "糖(g)", "糖(克)", "sugars (g)"]),
    ("fibre_g", ["膳食纤维", "膳食纤维(g)", "膳食纤维(克)", "fibre (g)"]),
    ("salt_g", ["盐", "食盐", "盐(g)", "盐(克)", "salt (g)"]),
    ("allergens", ["过敏原", "致敏物质"]),
    ("marks", ["标记", "标识"]),
    ("photo", ["图片", "照片"]),
    ("from", ["开始", "开始时间", "起始时间"]),
    ("to", ["结束", "结束时间"]),
  ]

  /// The column that a heading means in a table of that kind: the heading itself where it is no
  /// other word for one.
  static func named(
    _ heading: String, in kind: CatalogueFileKind, groups: [DinerGroup]
  ) -> String {
    let name = Cell.plain(heading)
    let lower = name.lowercased()
    if kind.columns.contains(lower) { return lower }
    let known = words.first { $0.words.contains(lower) && kind.columns.contains($0.column) }
    if let known { return known.column }
    return groupPrice(name, groups) ?? name
  }

  /// `price_学生`, `价格_学生` or `学生价` for the group of that name.
  private static func groupPrice(_ name: String, _ groups: [DinerGroup]) -> String? {
    var group: Substring?
    for start in ["price_", "价格_"] where name.hasPrefix(start) {
      group = name.dropFirst(start.count)
    }
    if group == nil, name.hasSuffix("价") { group = name.dropLast() }
    guard let group else { return nil }
    let found = groups.first {
      [$0.code.rawValue, $0.names.zh, $0.names.en].contains(String(group))
    }
    return found.map { "price_\($0.code)" } ?? (name.hasPrefix("价格_") ? "price_\(group)" : nil)
  }

  /// The kind of table that these headings are of, by its key column alone.
  static func kind(of headings: [String]) -> CatalogueFileKind? {
    CatalogueFileKind.detectionOrder.first { kind in
      headings.contains { named($0, in: kind, groups: []) == kind.keyColumn }
    }
  }
}
