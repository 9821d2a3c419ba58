/// This program, as settlements and `--version` name it.
public enum Software {
  /// The version, by Semantic Versioning 2.0.0.
  public static let version = "0.1.0"

  /// Name and version together.
  public static let nameAndVersion = "traytally " + version
}
