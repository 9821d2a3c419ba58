import ReaderWire
import Testing

@Suite struct `The check of the reader families` {
  private let digits = Array("123456789".utf8)

  @Test func `FEIG's variant gives the catalogue's check value`() {
    #expect(CRC16.mcrf4xx.checksum(of: digits) == 0x6F91)
  }

  @Test func `the X-25 variant gives the catalogue's check value`() {
    #expect(CRC16.x25.checksum(of: digits) == 0x906E)
  }

  @Test func `no bytes leave the start value`() {
    #expect(CRC16.mcrf4xx.checksum(of: []) == 0xFFFF)
    #expect(CRC16.x25.checksum(of: []) == 0x0000)
  }

  @Test func `bytes followed by their own check leave nothing over`() {
    let crc = CRC16.mcrf4xx.checksum(of: digits)
    let whole = digits + [UInt8(crc & 0xFF), UInt8(crc >> 8)]
    #expect(CRC16.mcrf4xx.checksum(of: whole) == 0)
  }
}
