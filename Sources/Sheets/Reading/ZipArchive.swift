import CZip

/// A zip file in memory, read entry by entry and never more of it than allowed.
final class ZipArchive {
  private let archive: OpaquePointer
  private let bytes: UnsafeMutableRawBufferPointer
  private let limits: WorkbookLimits
  private var readByteCount = 0

  /// Opens a zip (zip_open_from_source); the bytes are kept until the archive goes.
  init(_ content: [UInt8], limits: WorkbookLimits) throws(SheetError) {
    let broken = SheetError("is no whole zip file, as a workbook is; save or copy it again")
    self.limits = limits
    let copy = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(1, content.count), alignment: 1)
    copy.copyBytes(from: content)
    guard let source = zip_source_buffer_create(copy.baseAddress, UInt64(content.count), 0, nil)
    else {
      copy.deallocate()
      throw broken
    }
    guard let opened = zip_open_from_source(source, ZIP_RDONLY, nil) else {
      zip_source_free(source)
      copy.deallocate()
      throw broken
    }
    bytes = copy
    archive = opened
    let count = zip_get_num_entries(opened, 0)
    if count > limits.entryCountMax {
      throw SheetError("holds \(count) files; a workbook has \(limits.entryCountMax) at most")
    }
  }

  deinit {
    zip_discard(archive)
    bytes.deallocate()
  }

  /// True if there is an entry of that name.
  func has(_ name: String) -> Bool { zip_name_locate(archive, name, 0) >= 0 }

  /// Unpacks an entry piece by piece; what its header says of its size is not believed.
  func read(
    _ name: String, _ take: (UnsafeRawBufferPointer) throws(SheetError) -> Void
  ) throws(SheetError) {
    var about = zip_stat_t()
    guard zip_stat(archive, name, 0, &about) == 0 else {
      throw SheetError("has no \(name) in it, as a workbook must; save it again as .xlsx")
    }
    if about.encryption_method != zip_uint16_t(ZIP_EM_NONE) {
      throw SheetError("is locked with a password; save it without one")
    }
    guard let entry = zip_fopen(archive, name, 0) else {
      throw SheetError("has a damaged \(name) in it; save it again")
    }
    defer { zip_fclose(entry) }
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { piece.deallocate() }
    var count = 0
    while true {
      let got = Int(zip_fread(entry, piece.baseAddress, zip_uint64_t(piece.count)))
      if got == 0 { return }
      guard got > 0 else { throw SheetError("has a damaged \(name) in it; save it again") }
      count += got
      readByteCount += got
      guard count <= limits.entryBytesMax, readByteCount <= limits.totalBytesMax else {
        let allowed = min(limits.entryBytesMax, limits.totalBytesMax) >> 20
        throw SheetError("unpacks to more than \(allowed) MiB; split it into smaller files")
      }
      try take(UnsafeRawBufferPointer(rebasing: piece[..<got]))
    }
  }
}
