import ReaderEmulation
import Readers
import Station

/// What a survey measures: a reader on the USB, or an emulated one with an antenna to act on.
struct SurveyBench {
  /// The reader.
  let reader: ReaderConfiguration

  /// The reader where it is an emulated one.
  let emulated: EmulatedReaderBox?

  /// Its antenna.
  let stage: AntennaStage?

  /// Finds the reader: the one that is named, or else the lane's.
  ///
  /// - Throws: `Failure` if there is no such lane, or a running station has its reader.
  init(lane: Int?, place: ReaderPlace, options: StationOptions) async throws {
    guard let lane else {
      self.init(try place.reader)
      return
    }
    let station = try options.configuration()
    guard let found = station.lanes.first(where: { $0.id == lane }) else {
      throw Failure("there is no lane \(lane) in the configuration")
    }
    if place.namesDevice {
      self.init(try place.reader)
      return
    }
    if found.trayReader.isOnUSB,
      await DeskClient.isServed(dataDirectory: station.dataDirectory)
    {
      throw Failure(
        "the station runs and has the reader of lane \(lane): stop it for the survey, or name "
          + "another reader with --serial or --port")
    }
    self.init(found.trayReader)
  }

  private init(_ reader: ReaderConfiguration) {
    self.reader = reader
    let model = EmulatedModel.all.first { $0.family == reader.spoken.rawValue }
    guard reader.family == .emulated, let model else {
      (emulated, stage) = (nil, nil)
      return
    }
    let antenna = AntennaField(seed: 1)
    let box = EmulatedReaderBox(model.make(antenna))
    emulated = box
    stage = AntennaStage(antenna: antenna, reader: box)
  }
}
