/// How a lane's display serves people who see or hear otherwise.
public enum DisplayMode: String, Hashable, Sendable, CaseIterable {
  /// Larger letters and less beside what a diner must read.
  case largeText = "large-text"
  /// White and yellow on black.
  case highContrast = "high-contrast"
  /// The display says what it shows, if the browser has a voice.
  case speech
}
