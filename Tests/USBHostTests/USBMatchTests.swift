import Testing
import USBHost

@Suite struct USBMatchTests {
  @Test(arguments: [
    ("0ab1:0002", USBMatch.ProductIDs(vendorID: 0x0AB1, productID: 2)),
    ("0AB1:0002", USBMatch.ProductIDs(vendorID: 0x0AB1, productID: 2)),
    ("ffff:0000", USBMatch.ProductIDs(vendorID: 0xFFFF, productID: 0)),
  ])
  func `the configuration's ids are read`(text: String, ids: USBMatch.ProductIDs) {
    #expect(USBMatch.ProductIDs(text) == ids)
  }

  @Test(arguments: [
    "", ":", "ab1:2", "0ab1:00002", "0ab1-0002", "0ab1:0002:", "+ab1:0002", "0xab:0002",
  ])
  func `other texts are not ids`(text: String) {
    #expect(USBMatch.ProductIDs(text) == nil)
  }
}
