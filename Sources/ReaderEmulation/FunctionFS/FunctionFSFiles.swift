import Glibc

/// The open files of a FunctionFS directory: ep0 to configure and control, ep1 OUT, ep2 IN.
struct FunctionFSFiles {
  var control: Int32
  var out: Int32 = -1
  var into: Int32 = -1

  /// Writes the descriptors and strings, upon which the kernel makes the endpoint files.
  ///
  /// ep2 is non-blocking: that only concerns an endpoint the host has not enabled, where a reply
  /// meant for the host before must not wait for the next one.
  static func open(
    _ descriptors: FunctionFSDescriptors,
    using openFile: (_ name: String, _ flags: Int32) throws(FunctionFSError) -> Int32
  ) throws(FunctionFSError) -> FunctionFSFiles {
    var files = FunctionFSFiles(control: try openFile("ep0", O_RDWR))
    do {
      try files.configure("descriptors", descriptors.descriptorBytes)
      try files.configure("strings", descriptors.stringBytes)
      files.out = try openFile("ep1", O_RDONLY)
      files.into = try openFile("ep2", O_WRONLY | O_NONBLOCK)
      return files
    } catch {
      files.close()
      throw error
    }
  }

  private func configure(_ what: String, _ bytes: [UInt8]) throws(FunctionFSError) {
    guard write(control, bytes, bytes.count) == bytes.count else {
      throw .refused(what, errno: errno)
    }
  }

  /// Closes what is open; closing ep0 last takes the function away.
  func close() {
    for file in [out, into, control] where file >= 0 { _ = Glibc.close(file) }
  }
}
