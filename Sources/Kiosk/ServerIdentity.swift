import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import NIOCore
import NIOSSL

/// The certificate by which browsers know the station, and its key (TLS 1.2 and 1.3).
public struct ServerIdentity: Hashable, Sendable {
  /// The path of the certificate and those that vouch for it, in PEM (RFC 7468).
  public var certificatePath: String
  /// The path of its private key, in PEM.
  public var keyPath: String

  /// Names the files.
  public init(certificatePath: String, keyPath: String) {
    self.certificatePath = certificatePath
    self.keyPath = keyPath
  }

  /// The files as the server takes them.
  ///
  /// - Throws: `NIOSSLError` if one of them cannot be read or is not what it should be.
  func configuration() throws -> TLSConfiguration {
    let chain = try NIOSSLCertificate.fromPEMFile(certificatePath)
    let key = try NIOSSLPrivateKey(file: keyPath, format: .pem)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = .tlsv12
    return configuration
  }
}

extension KioskServer {
  /// - idleMax (30 s): how long a connection may be without a request.
  static let idleMax: TimeAmount = .seconds(30)

  /// What speaks HTTP on a connection, and hangs up on whoever says nothing.
  func protocols() throws -> HTTPServerBuilder {
    let plain = HTTPServerBuilder.http1(configuration: .init(idleTimeout: Self.idleMax))
    guard let identity else { return plain }
    return try .tls(plain, tlsConfiguration: identity.configuration())
  }
}
