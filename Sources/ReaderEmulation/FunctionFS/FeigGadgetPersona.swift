/// A FEIG reader on the bus: a vendor class with bulk endpoints 02 and 81 (protocol-host-rs,
/// src/conn/usb.rs) and no control requests of its own.
public struct FeigGadgetPersona: GadgetPersona {
  public let descriptors = FunctionFSDescriptors(
    outEndpoint: 0x02, inEndpoint: 0x81, interfaceName: "OBID RFID-Reader")

  /// Makes the persona.
  public init() {}
}
