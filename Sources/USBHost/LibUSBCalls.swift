/// Every libusb function this package calls, as a table: `live` is libusb, tests put their own in.
///
/// Each entry is one C function (named in its comment) or the few that only make sense together.
/// Addresses cross the table as numbers, so nothing outside `LibUSBCalls+Live.swift` touches C
/// memory. Entries that can fail throw the code libusb answered with; nothing is interpreted here.
/// Source: libusb 1.0 API reference, https://libusb.sourceforge.io/api-1.0/.
struct LibUSBCalls: Sendable {
  // MARK: The library and its context

  /// `libusb_get_version`, as `1.0.26`.
  var version: @Sendable () -> String
  /// Whether `/dev/bus/usb` is there; libusb's own code for its absence says only "other error".
  var busFolderExists: @Sendable () -> Bool
  /// Whether plug and unplug events can reach this process: `libusb_has_capability` and, because
  /// libusb built on libudev hears nothing without it, the udev daemon's control socket.
  var hearsHotplug: @Sendable () -> Bool
  /// `libusb_init`.
  var initialise: @Sendable () throws(USBErrorCode) -> ContextRef
  /// `libusb_exit`.
  var exit: @Sendable (ContextRef) -> Void
  /// `libusb_handle_events_timeout_completed`, for at most the milliseconds given.
  var handleEvents: @Sendable (ContextRef, _ milliseconds: Int) throws(USBErrorCode) -> Void
  /// `libusb_interrupt_event_handler`.
  var interruptEvents: @Sendable (ContextRef) -> Void
  /// `libusb_hotplug_register_callback` for arrivals (`true`) and departures of every device.
  /// The device is only valid during the callback.
  var registerHotplug:
    @Sendable (ContextRef, @escaping HotplugCallback) throws(USBErrorCode) -> HotplugRef
  /// `libusb_hotplug_deregister_callback`.
  var deregisterHotplug: @Sendable (ContextRef, HotplugRef) -> Void
  /// Frees what the callback held; only after the event thread has ended.
  var freeHotplug: @Sendable (HotplugRef) -> Void

  // MARK: Devices

  /// `libusb_get_device_list`; each device comes referenced and is given back by `unreference`.
  var deviceList: @Sendable (ContextRef) throws(USBErrorCode) -> [DeviceRef]
  /// `libusb_unref_device`.
  var unreference: @Sendable (DeviceRef) -> Void
  /// `libusb_get_device_descriptor`, `_bus_number`, `_device_address`, `_port_numbers`; no I/O.
  var describe: @Sendable (DeviceRef) throws(USBErrorCode) -> DeviceFacts
  /// `libusb_get_active_config_descriptor`: interfaces at alternate setting 0.
  var activeInterfaces: @Sendable (DeviceRef) throws(USBErrorCode) -> [USBInterface]

  // MARK: Handles; all of these may block

  /// `libusb_open`.
  var open: @Sendable (DeviceRef) throws(USBErrorCode) -> HandleRef
  /// `libusb_close`.
  var close: @Sendable (HandleRef) -> Void
  /// `libusb_get_string_descriptor_ascii`.
  var string: @Sendable (HandleRef, _ index: UInt8) throws(USBErrorCode) -> String
  /// `libusb_set_auto_detach_kernel_driver(handle, 1)`.
  var setAutoDetach: @Sendable (HandleRef) throws(USBErrorCode) -> Void
  /// `libusb_kernel_driver_active`.
  var kernelDriverActive: @Sendable (HandleRef, _ interface: Int32) throws(USBErrorCode) -> Bool
  /// `libusb_detach_kernel_driver`.
  var detachKernelDriver: @Sendable (HandleRef, _ interface: Int32) throws(USBErrorCode) -> Void
  /// `libusb_attach_kernel_driver`.
  var attachKernelDriver: @Sendable (HandleRef, _ interface: Int32) throws(USBErrorCode) -> Void
  /// `libusb_claim_interface`.
  var claim: @Sendable (HandleRef, _ interface: Int32) throws(USBErrorCode) -> Void
  /// `libusb_release_interface`.
  var release: @Sendable (HandleRef, _ interface: Int32) throws(USBErrorCode) -> Void
  /// `libusb_clear_halt`.
  var clearHalt: @Sendable (HandleRef, _ endpoint: UInt8) throws(USBErrorCode) -> Void
  /// `libusb_reset_device`.
  var reset: @Sendable (HandleRef) throws(USBErrorCode) -> Void

  // MARK: Transfers; none of these blocks

  /// `libusb_alloc_transfer` with a buffer of its own; nothing when memory is short.
  var allocateTransfer: @Sendable (_ bufferLength: Int) -> TransferRef?
  /// Fills the transfer as ordered and calls `libusb_submit_transfer`. The callback comes exactly
  /// once after success, from `handleEvents`, and never after a failure.
  var submitTransfer:
    @Sendable (TransferRef, TransferOrder, @escaping TransferCallback) throws(USBErrorCode) -> Void
  /// `libusb_cancel_transfer`; only asks: the callback still comes.
  var cancelTransfer: @Sendable (TransferRef) throws(USBErrorCode) -> Void
  /// A copy of part of the transfer's buffer, cut to what the buffer holds.
  var transferBytes: @Sendable (TransferRef, Range<Int>) -> [UInt8]
  /// `libusb_free_transfer` and its buffer; only when no callback is outstanding.
  var freeTransfer: @Sendable (TransferRef) -> Void
}

/// A device came (`true`) or went; runs on the event thread, may not call libusb back but
/// `describe`.
typealias HotplugCallback = @Sendable (DeviceRef, _ arrived: Bool) -> Void

/// A transfer's final callback: `libusb_transfer.status` and `.actual_length`; on the event thread.
typealias TransferCallback = @Sendable (_ status: UInt32, _ actualLength: Int) -> Void

/// A `libusb_context *` as a number.
struct ContextRef: Hashable, Sendable { let bits: UInt }

/// A `libusb_device *` as a number; whoever holds one holds one reference.
struct DeviceRef: Hashable, Sendable { let bits: UInt }

/// A `libusb_device_handle *` as a number.
struct HandleRef: Hashable, Sendable { let bits: UInt }

/// A registered hotplug callback: libusb's handle for it and the address of what it holds.
struct HotplugRef: Hashable, Sendable {
  let handle: Int32
  let bits: UInt
}

/// A transfer with its buffer, as a number.
struct TransferRef: Hashable, Sendable { let bits: UInt }

/// What libusb knows of a device without opening it.
struct DeviceFacts: Hashable, Sendable {
  var vendorID: UInt16
  var productID: UInt16
  var bus: UInt8
  var address: UInt8
  var ports: [UInt8]
  var manufacturerIndex: UInt8
  var productIndex: UInt8
  var serialIndex: UInt8
}

/// What a transfer shall do, in the words of `libusb_transfer`.
struct TransferOrder: Hashable, Sendable {
  var handle: HandleRef
  var endpoint: UInt8
  var kind: USBEndpoint.Kind
  /// Bytes laid at the start of the buffer: the data to send, or the setup packet, or both.
  var outgoing: [UInt8]
  /// Length of the buffer libusb may use.
  var length: Int
  /// Never 0: to libusb that would be "for ever".
  var timeoutMilliseconds: UInt32
}
