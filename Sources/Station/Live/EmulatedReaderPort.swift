public import ReaderEmulation
internal import Readers

/// A way to an emulated reader in live time; its plug can be pulled.
public final class EmulatedReaderPort: ReaderPort {
  private let channel: EmulatedReaderChannel

  /// Makes a port to a plugged-in reader.
  public init(_ reader: EmulatedReaderBox, onNews: @escaping ChannelNewsTaker) {
    channel = EmulatedReaderChannel(
      reader, onArrival: { onNews(.deviceArrived) },
      onEvent: { event in
        switch event {
        case .opened: onNews(.opened)
        case .received(let bytes): onNews(.received(bytes))
        case .lost(let why):
          onNews(.failed(ReaderFault(.channelLost, message: why, isFatal: true)))
        }
      })
  }

  public func open() { channel.open() }

  public func send(_ bytes: [UInt8]) { channel.send(bytes) }

  public func close() { channel.close() }

  /// Pulls the plug.
  public func unplug() { channel.unplug() }

  /// Puts it back.
  public func plug() { channel.plug() }
}
