import Glibc

/// The device file of a HID gadget, `/dev/hidgN`, as the kernel makes and removes it.
///
/// Linux makes the file when the gadget is bound to a controller, which is plugging it in, and
/// removes it when it is unbound (drivers/usb/gadget/function/f_hid.c, hidg_bind, hidg_unbind). A
/// descriptor that was open stays open then and says nothing more.
struct HIDGadgetDevice: Sendable {
  /// Which file it is now; another after each plugging in, nothing while it is unplugged.
  var identity: @Sendable () -> String?

  /// Opens it for reading and writing, neither of which waits; a negative number if that fails.
  var open: @Sendable () -> Int32

  init(identity: @escaping @Sendable () -> String?, open: @escaping @Sendable () -> Int32) {
    self.identity = identity
    self.open = open
  }

  /// The file at a path.
  init(path: String) {
    self.init(
      identity: {
        var about = stat()
        guard stat(path, &about) == 0 else { return nil }
        let made = about.st_ctim
        return "\(about.st_dev) \(about.st_ino) \(about.st_rdev) \(made.tv_sec).\(made.tv_nsec)"
      },
      open: { Glibc.open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC) })
  }
}
