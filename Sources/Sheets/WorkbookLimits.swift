/// How much of a workbook is read at most; what is beyond makes the whole file refused.
///
/// A small file can hold much: a zip of a few kilobytes unpacks to gigabytes, and a sheet may have
/// a single cell in its millionth row.
public struct WorkbookLimits: Sendable {
  /// - entryCountMax (entries, 10,000): files in the zip.
  public var entryCountMax = 10_000
  /// - entryBytesMax (bytes, 256 MiB): one file of the zip, unpacked.
  public var entryBytesMax = 256 << 20
  /// - totalBytesMax (bytes, 512 MiB): everything that is read, unpacked.
  public var totalBytesMax = 512 << 20
  /// - sheetCountMax (sheets, 50): sheets of a workbook.
  public var sheetCountMax = 50
  /// - rowCountMax (rows, 1,000,000): the number of the last row that says something.
  public var rowCountMax = 1_000_000
  /// - columnCountMax (columns, 1,000): the number of the last column that says something.
  public var columnCountMax = 1_000
  /// - cellCountMax (cells, 2,000,000): cells that are kept, those between others included.
  public var cellCountMax = 2_000_000
  /// - textBytesMax (bytes, 64 MiB): what all texts together have.
  public var textBytesMax = 64 << 20
  /// - faultCountMax (faults, 1,000): cells that are noted because they say nothing.
  public var faultCountMax = 1_000

  /// The limits in force.
  public init() {}
}
