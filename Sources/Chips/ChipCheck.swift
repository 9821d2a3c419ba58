/// The check of what stands in a chip: CRC-32 of ISO 3309, as in Ethernet and ZIP.
///
/// Polynomial 0x04C11DB7 reflected (0xEDB88320), start and final XOR FFFFFFFF; "123456789" gives
/// CBF43926 (RevEng catalogue of parametrised CRC algorithms, CRC-32/ISO-HDLC).
enum ChipCheck {
  static func value(of bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(UInt32.max) { register, byte in
      (0..<8).reduce(register ^ UInt32(byte)) { register, _ in
        register & 1 == 1 ? register >> 1 ^ 0xEDB8_8320 : register >> 1
      }
    }
  }
}
