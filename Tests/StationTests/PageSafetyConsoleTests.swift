import Foundation
import Lanes
import Primitives
import Testing

@testable import Kiosk
@testable import Station

/// What keeps the pages well when somebody means them harm, or is merely slow.
@Suite(.serialized, .timeLimit(.minutes(2))) struct PageSafetyConsoleTests {
  private func certificate(in folder: Scratch) async throws -> ServerIdentity {
    let (key, certificate) = (folder.path + "/key.pem", folder.path + "/cert.pem")
    let made = try await PeerProgram(at: "/usr/bin/openssl").run(
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=localhost", "-addext",
      "subjectAltName=DNS:localhost")
    #expect(made.status == 0, "\(made.lines)")
    return ServerIdentity(certificatePath: certificate, keyPath: key)
  }

  /// What Python's TLS makes of the station's.
  private static let client = """
    import ssl, sys, urllib.request
    trust = ssl.create_default_context(cafile=sys.argv[2])
    with urllib.request.urlopen(sys.argv[1], context=trust, timeout=10) as answer:
        print(answer.status, answer.read().decode())
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.load_verify_locations(sys.argv[2])
    old.maximum_version = ssl.TLSVersion.TLSv1_1
    try:
        urllib.request.urlopen(sys.argv[1], context=old, timeout=10)
        print("TLS 1.1 was taken")
    except OSError:
        print("TLS 1.1 was refused")
    """

  @Test func `with a certificate the pages are HTTPS, and the cookie goes nowhere else`()
    async throws
  {
    let folder = try Scratch()
    let identity = try await certificate(in: folder)
    try await StaffedCanteen.served(identity: identity) { port, _ in
      let said = try await PeerProgram("python").run(
        "-c", Self.client, "https://localhost:\(port)/healthz", identity.certificatePath)
      #expect(said.lines.first?.hasPrefix("200 {\"isServing\":true") == true, "\(said.lines)")
      #expect(said.lines.last == "TLS 1.1 was refused", "\(said.lines)")
      let form = try await PeerProgram(at: "/usr/bin/curl").run(
        "--silent", "--include", "--cacert", identity.certificatePath, "--data",
        "name=boss&secret=\(StaffedCanteen.secret)", "https://localhost:\(port)/login")
      let cookie = form.lines.first { $0.hasPrefix("Set-Cookie") } ?? ""
      #expect(cookie.contains("Secure") && cookie.contains("HttpOnly"), "\(form.lines)")
      let plain = try? await RawClient.get("/healthz", port: port)
      #expect(plain?.contains("200") != true)
    }
  }

  @Test func `whoever is slow with a body is told so, and whoever says nothing is hung up on`()
    async throws
  {
    try await StaffedCanteen.served { port, _ in
      let slow = try RawClient(port: port)
      slow.send(
        "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 40\r\n"
          + "Content-Type: application/x-www-form-urlencoded\r\n\r\nname=")
      let silent = try RawClient(port: port)
      silent.send("GET /lanes/1 HTTP/1.1\r\nHost: loc")
      let answer = await slow.receive(until: "\r\n\r\n", patience: 20)
      #expect(answer.hasPrefix("HTTP/1.1 408"), "\(answer.prefix(40))")
      let rest = await silent.receive(until: "\u{0}", patience: 40)
      #expect(silent.isHungUpOn)
      #expect(rest.isEmpty || rest.hasPrefix("HTTP/1.1 4"), "\(rest.prefix(40))")
      #expect(try await RawClient.get("/healthz", port: port).hasPrefix("HTTP/1.1 200"))
    }
  }

  @Test func `figures are in Prometheus' text format, and count what happens`() async throws {
    try await StaffedCanteen.served { port, canteen in
      let before = try await RawClient.get("/metrics", port: port)
      #expect(before.contains("Content-Type: text/plain; version=0.0.4"))
      #expect(before.contains("\ntraytally_serving 1\n"))
      #expect(before.contains("\ntraytally_commit_seconds_count 0\n"))
      canteen.placeStranger()
      try await eventuallyAsync {
        (try? await RawClient.get("/metrics", port: port))?
          .contains("traytally_problems_total{code=\"unknown-tag\"} 1\n") == true
      }
      let during = try await RawClient.get("/metrics", port: port)
      #expect(during.contains("\ntraytally_lane_problem{lane=\"1\"} 1\n"))
      canteen.clear()
      try await eventuallyAsync { canteen.view?.state == .idle }
      canteen.place(2)
      try canteen.tap()
      try await eventuallyAsync { canteen.paid == [600] }
      let after = try await RawClient.get("/metrics", port: port)
      #expect(after.contains("\ntraytally_debits_total{lane=\"1\"} 1\n"))
      #expect(after.contains("\ntraytally_commit_seconds_bucket{le=\"+Inf\"} 1\n"))
      #expect(!after.contains("E004"))
    }
  }

  @Test func `a port that is taken stops no lane, and the pages come when it is free`() async throws
  {
    let held = try HeldPort()
    let canteen = try ServedCanteen { $0.httpPort = held.number }
    try await canteen.served {
      canteen.place(2)
      try canteen.tap()
      try await eventuallyAsync { canteen.paid == [600] }
      held.free()
      try await eventuallyAsync {
        (try? await RawClient.get("/healthz", port: held.number))?.hasPrefix("HTTP/1.1 200")
          == true
      }
    }
  }

  @Test func `nobody says over the socket that they have signed in`() throws {
    let words = """
      {"user":"li","name":"boss","isSignedIn":true,"standing":"signedIn","token":true}
      """
    let claim = try JSONDecoder().decode(DeskClaim.self, from: Data(words.utf8))
    #expect(claim.standing == .unproven && claim.secret == nil)
  }
}
