import CLibUSB
import Glibc

/// libusb itself. The only file that calls C, and the only one that handles C memory.
extension LibUSBCalls {
  /// The installed libusb-1.0, 1.0.26 or later.
  static let live = LibUSBCalls(
    version: LiveCalls.version,
    busFolderExists: LiveCalls.busFolderExists,
    hearsHotplug: LiveCalls.hearsHotplug,
    initialise: LiveCalls.initialise,
    exit: { unsafe libusb_exit(LiveCalls.pointer($0.bits)) },
    handleEvents: LiveCalls.handleEvents,
    interruptEvents: { unsafe libusb_interrupt_event_handler(LiveCalls.pointer($0.bits)) },
    registerHotplug: LiveCalls.registerHotplug,
    deregisterHotplug: { context, watch in
      unsafe libusb_hotplug_deregister_callback(LiveCalls.pointer(context.bits), watch.handle)
    },
    freeHotplug: { LiveCalls.releaseObject($0.bits, of: LiveHotplug.self) },
    deviceList: LiveCalls.deviceList,
    unreference: { unsafe libusb_unref_device(LiveCalls.pointer($0.bits)) },
    describe: LiveCalls.describe,
    activeInterfaces: LiveCalls.activeInterfaces,
    open: LiveCalls.open,
    close: { unsafe libusb_close(LiveCalls.pointer($0.bits)) },
    string: LiveCalls.string,
    setAutoDetach: { handle throws(USBErrorCode) in
      try LiveCalls.check(
        unsafe libusb_set_auto_detach_kernel_driver(LiveCalls.pointer(handle.bits), 1))
    },
    kernelDriverActive: { handle, interface throws(USBErrorCode) in
      try LiveCalls.check(
        unsafe libusb_kernel_driver_active(LiveCalls.pointer(handle.bits), interface)) == 1
    },
    detachKernelDriver: { handle, interface throws(USBErrorCode) in
      try LiveCalls.check(
        unsafe libusb_detach_kernel_driver(LiveCalls.pointer(handle.bits), interface))
    },
    attachKernelDriver: { handle, interface throws(USBErrorCode) in
      try LiveCalls.check(
        unsafe libusb_attach_kernel_driver(LiveCalls.pointer(handle.bits), interface))
    },
    claim: { handle, interface throws(USBErrorCode) in
      try LiveCalls.check(unsafe libusb_claim_interface(LiveCalls.pointer(handle.bits), interface))
    },
    release: { handle, interface throws(USBErrorCode) in
      try LiveCalls.check(
        unsafe libusb_release_interface(LiveCalls.pointer(handle.bits), interface))
    },
    clearHalt: { handle, endpoint throws(USBErrorCode) in
      try LiveCalls.check(unsafe libusb_clear_halt(LiveCalls.pointer(handle.bits), endpoint))
    },
    reset: { handle throws(USBErrorCode) in
      try LiveCalls.check(unsafe libusb_reset_device(LiveCalls.pointer(handle.bits)))
    },
    allocateTransfer: LiveCalls.allocateTransfer,
    submitTransfer: LiveCalls.submitTransfer,
    cancelTransfer: LiveCalls.cancelTransfer,
    transferBytes: LiveCalls.transferBytes,
    freeTransfer: { LiveCalls.releaseObject($0.bits, of: LiveTransfer.self) })
}

/// The entries that need more than a line.
private enum LiveCalls {
  static func pointer(_ bits: UInt) -> OpaquePointer? {
    unsafe OpaquePointer(bitPattern: bits)
  }

  static func bits(_ pointer: OpaquePointer?) -> UInt {
    UInt(bitPattern: pointer)
  }

  /// Gives back the reference a table entry kept for C.
  static func releaseObject<Kept: AnyObject>(_ bits: UInt, of type: Kept.Type) {
    guard let raw = unsafe UnsafeRawPointer(bitPattern: bits) else { return }
    unsafe Unmanaged<Kept>.fromOpaque(raw).release()
  }

  /// Throws libusb's code if it is negative.
  @discardableResult
  static func check(_ result: Int32) throws(USBErrorCode) -> Int32 {
    guard result >= 0 else { throw USBErrorCode(rawValue: result) }
    return result
  }

  // MARK: The library and its context

  @Sendable static func version() -> String {
    guard let found = unsafe libusb_get_version() else { return "unknown" }
    return unsafe "\(found.pointee.major).\(found.pointee.minor).\(found.pointee.micro)"
  }

  @Sendable static func busFolderExists() -> Bool {
    unsafe access("/dev/bus/usb", F_OK) == 0
  }

  @Sendable static func hearsHotplug() -> Bool {
    guard libusb_has_capability(UInt32(LIBUSB_CAP_HAS_HOTPLUG.rawValue)) != 0 else { return false }
    return unsafe access("/run/udev/control", F_OK) == 0
  }

  @Sendable static func initialise() throws(USBErrorCode) -> ContextRef {
    var context: OpaquePointer?
    unsafe try check(libusb_init(&context))
    return unsafe ContextRef(bits: bits(context))
  }

  @Sendable static func handleEvents(
    _ context: ContextRef, _ milliseconds: Int
  ) throws(USBErrorCode) {
    var limit = timeval(tv_sec: milliseconds / 1000, tv_usec: (milliseconds % 1000) * 1000)
    try check(
      unsafe libusb_handle_events_timeout_completed(pointer(context.bits), &limit, nil))
  }

  @Sendable static func registerHotplug(
    _ context: ContextRef, _ callback: @escaping HotplugCallback
  ) throws(USBErrorCode) -> HotplugRef {
    let kept = unsafe Unmanaged.passRetained(LiveHotplug(callback))
    var handle: libusb_hotplug_callback_handle = 0
    let both =
      LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED.rawValue | LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT.rawValue
    let result = unsafe libusb_hotplug_register_callback(
      pointer(context.bits), Int32(both), 0, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY,
      LIBUSB_HOTPLUG_MATCH_ANY, hotplugCallback, kept.toOpaque(), &handle)
    guard result == 0 else {
      unsafe kept.release()
      throw USBErrorCode(rawValue: result)
    }
    return unsafe HotplugRef(handle: handle, bits: UInt(bitPattern: kept.toOpaque()))
  }

  // MARK: Devices

  @Sendable static func deviceList(_ context: ContextRef) throws(USBErrorCode) -> [DeviceRef] {
    var list: UnsafeMutablePointer<OpaquePointer?>?
    let count = unsafe libusb_get_device_list(pointer(context.bits), &list)
    guard count >= 0 else { throw USBErrorCode(rawValue: Int32(count)) }
    guard let found = unsafe list else { return [] }
    let devices = (0..<count).map { unsafe DeviceRef(bits: bits(found[$0])) }
    unsafe libusb_free_device_list(found, 0)
    return devices
  }

  @Sendable static func describe(_ device: DeviceRef) throws(USBErrorCode) -> DeviceFacts {
    let reference = unsafe pointer(device.bits)
    var descriptor = libusb_device_descriptor()
    try check(unsafe libusb_get_device_descriptor(reference, &descriptor))
    var ports = [UInt8](repeating: 0, count: 7)
    let depth = unsafe libusb_get_port_numbers(reference, &ports, Int32(ports.count))
    return unsafe DeviceFacts(
      vendorID: descriptor.idVendor, productID: descriptor.idProduct,
      bus: libusb_get_bus_number(reference), address: libusb_get_device_address(reference),
      ports: Array(ports.prefix(Int(max(0, depth)))),
      manufacturerIndex: descriptor.iManufacturer, productIndex: descriptor.iProduct,
      serialIndex: descriptor.iSerialNumber)
  }

  @Sendable static func activeInterfaces(
    _ device: DeviceRef
  ) throws(USBErrorCode) -> [USBInterface] {
    var found: UnsafeMutablePointer<libusb_config_descriptor>?
    try check(unsafe libusb_get_active_config_descriptor(pointer(device.bits), &found))
    guard let configuration = unsafe found else { return [] }
    defer { unsafe libusb_free_config_descriptor(configuration) }
    guard let interfaces = unsafe configuration.pointee.interface else { return [] }
    return unsafe (0..<Int(configuration.pointee.bNumInterfaces)).compactMap {
      unsafe interface(interfaces[$0])
    }
  }

  private static func interface(_ found: libusb_interface) -> USBInterface? {
    guard unsafe found.num_altsetting > 0, let setting = unsafe found.altsetting else { return nil }
    let count = unsafe Int(setting.pointee.bNumEndpoints)
    let descriptors = unsafe setting.pointee.endpoint
    let endpoints = (0..<count).compactMap { index -> USBEndpoint? in
      guard let descriptor = unsafe descriptors?[index] else { return nil }
      return unsafe USBEndpoint(
        address: descriptor.bEndpointAddress,
        kind: USBEndpoint.Kind(rawValue: descriptor.bmAttributes & 3) ?? .control,
        packetSizeMax: Int(descriptor.wMaxPacketSize & 0x7FF))
    }
    let extra = unsafe UnsafeBufferPointer(
      start: setting.pointee.extra, count: Int(max(0, setting.pointee.extra_length)))
    return unsafe USBInterface(
      number: setting.pointee.bInterfaceNumber, classCode: setting.pointee.bInterfaceClass,
      subclassCode: setting.pointee.bInterfaceSubClass, endpoints: endpoints,
      classDescriptors: Array(extra))
  }

  @Sendable static func open(_ device: DeviceRef) throws(USBErrorCode) -> HandleRef {
    var handle: OpaquePointer?
    unsafe try check(libusb_open(pointer(device.bits), &handle))
    return unsafe HandleRef(bits: bits(handle))
  }

  @Sendable static func string(_ handle: HandleRef, _ index: UInt8) throws(USBErrorCode) -> String {
    var text = [UInt8](repeating: 0, count: 256)
    let length = try check(
      unsafe libusb_get_string_descriptor_ascii(
        pointer(handle.bits), index, &text, Int32(text.count)))
    return String(decoding: text.prefix(Int(length)), as: UTF8.self)
  }

  // MARK: Transfers

  @Sendable static func allocateTransfer(_ bufferLength: Int) -> TransferRef? {
    guard let transfer = unsafe libusb_alloc_transfer(0) else { return nil }
    let kept = unsafe Unmanaged.passRetained(LiveTransfer(transfer, bufferLength: bufferLength))
    return unsafe TransferRef(bits: UInt(bitPattern: kept.toOpaque()))
  }

  static func transfer(_ reference: TransferRef) -> LiveTransfer? {
    guard let raw = unsafe UnsafeRawPointer(bitPattern: reference.bits) else { return nil }
    return unsafe Unmanaged<LiveTransfer>.fromOpaque(raw).takeUnretainedValue()
  }

  @Sendable static func submitTransfer(
    _ reference: TransferRef, _ order: TransferOrder, _ callback: @escaping TransferCallback
  ) throws(USBErrorCode) {
    guard let transfer = transfer(reference) else { throw .invalidParameter }
    try transfer.submit(order, callback)
  }

  @Sendable static func cancelTransfer(_ reference: TransferRef) throws(USBErrorCode) {
    guard let transfer = transfer(reference) else { throw .invalidParameter }
    try check(unsafe libusb_cancel_transfer(transfer.transfer))
  }

  @Sendable static func transferBytes(_ reference: TransferRef, _ range: Range<Int>) -> [UInt8] {
    guard let buffer = unsafe transfer(reference)?.buffer else { return [] }
    return unsafe Array(buffer[range.clamped(to: buffer.indices)])
  }
}

/// What a registered hotplug callback holds.
private final class LiveHotplug: Sendable {
  let callback: HotplugCallback

  init(_ callback: @escaping HotplugCallback) {
    self.callback = callback
  }
}

private let hotplugCallback: libusb_hotplug_callback_fn = { _, device, event, kept in
  guard let kept = unsafe kept, let device = unsafe device else { return 0 }
  let watch = unsafe Unmanaged<LiveHotplug>.fromOpaque(kept).takeUnretainedValue()
  watch.callback(
    DeviceRef(bits: UInt(bitPattern: device)), event == LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED)
  return 0
}

/// A `libusb_transfer` and its buffer, one lifetime: both go when the last holder lets go.
///
/// Only its `TransferRef` leaves this file. The one that submits it writes before the submission,
/// the callback reads after it, and libusb orders the two; nobody else touches it.
@safe private final class LiveTransfer {
  let transfer: UnsafeMutablePointer<libusb_transfer>
  let buffer: UnsafeMutableBufferPointer<UInt8>
  private(set) var callback: TransferCallback?

  init(_ transfer: UnsafeMutablePointer<libusb_transfer>, bufferLength: Int) {
    unsafe self.transfer = unsafe transfer
    unsafe buffer = .allocate(capacity: max(1, bufferLength))
    unsafe buffer.initialize(repeating: 0)
  }

  deinit {
    unsafe libusb_free_transfer(transfer)
    unsafe buffer.deallocate()
  }

  func submit(
    _ order: TransferOrder, _ callback: @escaping TransferCallback
  ) throws(USBErrorCode) {
    guard order.outgoing.count <= order.length, unsafe order.length <= buffer.count,
      order.timeoutMilliseconds > 0
    else { throw .invalidParameter }
    for (index, byte) in order.outgoing.enumerated() {
      unsafe buffer[index] = byte
    }
    self.callback = callback
    unsafe transfer.pointee.dev_handle = unsafe OpaquePointer(bitPattern: order.handle.bits)
    unsafe transfer.pointee.endpoint = order.endpoint
    unsafe transfer.pointee.type = order.kind.rawValue
    unsafe transfer.pointee.timeout = order.timeoutMilliseconds
    unsafe transfer.pointee.length = Int32(order.length)
    unsafe transfer.pointee.buffer = unsafe buffer.baseAddress
    unsafe transfer.pointee.callback = transferCallback
    unsafe transfer.pointee.user_data = unsafe Unmanaged.passUnretained(self).toOpaque()
    let result = unsafe libusb_submit_transfer(transfer)
    guard result == 0 else {
      self.callback = nil
      throw USBErrorCode(rawValue: result)
    }
  }
}

private let transferCallback: libusb_transfer_cb_fn = { transfer in
  guard let transfer = unsafe transfer, let kept = unsafe transfer.pointee.user_data else { return }
  let owner = unsafe Unmanaged<LiveTransfer>.fromOpaque(kept).takeUnretainedValue()
  unsafe owner.callback?(
    UInt32(transfer.pointee.status.rawValue), Int(transfer.pointee.actual_length))
}
