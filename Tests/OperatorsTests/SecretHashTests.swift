import Operators
import Primitives
import Testing

struct SecretHashTests {
  private let cheap = SecretHash.Cost(rounds: 16, blockSize: 1, parallelism: 1)

  /// RFC 7914, section 12: the first 32 bytes of the third vector.
  @Test func `the published vector comes out`() throws {
    let hash = try #require(
      SecretHash(
        of: "pleaseletmein", salt: Array("SodiumChloride".utf8),
        cost: .init(rounds: 16_384, blockSize: 8, parallelism: 1)))
    #expect(
      Hex.text(hash.hash, uppercase: false)
        == "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2")
  }

  @Test func `a secret matches its own hash and no other does`() throws {
    let hash = try #require(
      SecretHash(of: "481516", salt: [UInt8](repeating: 7, count: 16), cost: cheap))
    #expect(hash.matches("481516"))
    #expect(!hash.matches("481517") && !hash.matches("") && !hash.matches("481516 "))
  }

  @Test func `the same secret under another salt has another hash`() throws {
    let hashes = (1...2).map { salt in
      SecretHash(of: "481516", salt: [UInt8](repeating: salt, count: 16), cost: cheap)?.hash
    }
    #expect(hashes[0] != nil && hashes[0] != hashes[1])
  }

  @Test(arguments: [
    SecretHash.Cost(rounds: 0, blockSize: 8, parallelism: 1),
    .init(rounds: 1000, blockSize: 8, parallelism: 1),
    .init(rounds: 1 << 30, blockSize: 8, parallelism: 1),
    .init(rounds: 16, blockSize: 0, parallelism: 1),
    .init(rounds: 16, blockSize: 8, parallelism: 1_000),
  ])
  func `a cost out of bounds is never computed`(cost: SecretHash.Cost) {
    #expect(SecretHash(of: "481516", salt: [UInt8](repeating: 1, count: 16), cost: cost) == nil)
  }

  @Test func `short, uniform and endless secrets are refused`() {
    #expect(SecretHash.fault(in: "12345") != nil)
    #expect(SecretHash.fault(in: "111111") != nil)
    #expect(SecretHash.fault(in: String(repeating: "ab", count: 101)) != nil)
    #expect(SecretHash.fault(in: "481516") == nil)
  }
}
