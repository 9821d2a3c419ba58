// swift-tools-version: 6.2

import PackageDescription

// Every target: Swift 6 mode, warnings are errors, imports say who may see them. CONTRIBUTING.md
// has the fences; a missing dependency is an error of the build
// (--explicit-target-dependency-import-check).
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let configuration = Target.Dependency.product(
  name: "Configuration", package: "swift-configuration")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let serviceLifecycle = Target.Dependency.product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(
  name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// A part of the station with the settings all parts share.
func part(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of a part.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "traytally",
  products: [.executable(name: "traytally", targets: ["traytally"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibUSB", pkgConfig: "libusb-1.0", providers: [.apt(["libusb-1.0-0-dev"])]),
    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .target(
      name: "USBHost", dependencies: ["CLibUSB"],
      swiftSettings: strict + [.strictMemorySafety()]),
    part("Primitives", []),
    part("TagReads", ["Primitives"]),
    part("Money", []),
    part("ReaderWire", ["Primitives", "TagReads"]),
    part("Readers", ["Primitives", "TagReads", "ReaderWire", "USBHost"]),
    part("ReaderEmulation", ["Primitives", "TagReads"]),
    // Its beliefs are vectors; without optimization a round costs a hundred times as much.
    .target(
      name: "Trays", dependencies: ["Primitives", "TagReads"],
      swiftSettings: strict + [.unsafeFlags(["-O"])]),
    part("Laboratory", ["Primitives", "TagReads", "Trays", "ReaderEmulation"]),
    part("Surveys", ["Primitives", "TagReads", "Trays"]),
    part("Chips", ["Primitives", "TagReads", "Money"]),
    part("Menus", ["Primitives", "TagReads", "Money"]),
    part("Sheets", ["CXLSXWriter", "CZip", "CExpat"]),
    part("Billing", ["Primitives", "TagReads", "Money", "Menus", "Trays"]),
    part("Ledger", ["Primitives", "Money", crypto]),
    part("Operators", ["Primitives", crypto, cryptoExtras]),
    part(
      "LedgerStore",
      [
        "Primitives", "TagReads", "Money", "Menus", "Ledger", "Operators", "Settlement", grdb,
        grdbSQLite,
      ]),
    part("Settlement", ["Primitives", "Money", "Ledger"]),
    part(
      "Lanes", ["Primitives", "TagReads", "Money", "Menus", "Trays", "Billing", "Ledger"]),
    .target(
      name: "Kiosk",
      dependencies: [
        "Primitives", "Money", "Menus", "Lanes", httpTypes, hummingbird, hummingbirdCore,
        hummingbirdTLS, logging, mustache, nioCore, nioSSL, serviceLifecycle,
      ],
      // In the program itself, so that there is nothing to install beside it.
      resources: [
        "accounts.js", "accounts.mustache", "audit.mustache", "confirm.mustache", "console.css",
        "console.js", "counter.css", "counter.js", "counter.mustache", "display.css", "display.js",
        "display.mustache", "explain.mustache",
        "finance.mustache", "grants.js", "grants.mustache", "head.mustache", "icon.svg",
        "login.mustache", "menu.js", "menu.mustache", "plates.js", "plates.mustache", "sales.js",
        "sales.mustache", "setup.mustache", "staff.js", "staff.mustache", "start.mustache",
      ].map { .embedInCode("Web/" + $0) },
      swiftSettings: strict),
    part(
      "Station",
      [
        "Primitives", "TagReads", "Money", "Chips", "Menus", "Trays", "Surveys", "Billing",
        "Ledger", "LedgerStore", "Operators", "Settlement", "Lanes", "Readers",
        "ReaderEmulation", "Sheets", "USBHost", "Kiosk",
        configuration, logging,
        nioCore, nioPosix, serviceLifecycle, unixSignals, yams,
      ]),
    .executableTarget(
      name: "traytally",
      dependencies: [
        "Station", "Surveys", "Chips", "Laboratory", "Menus", "Money", "Primitives", "Settlement",
        "TagReads",
        "Readers",
        "ReaderEmulation", argumentParser, logging,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "DecodingBenchmark", dependencies: ["Primitives", "ReaderWire", "TagReads"],
      path: "Benchmarks/Decoding", exclude: ["chafon_decoding.py"], swiftSettings: strict),
    .executableTarget(
      name: "BooksBenchmark",
      dependencies: ["Ledger", "LedgerStore", "Money", "Primitives", "TagReads"],
      path: "Benchmarks/Books", swiftSettings: strict),
    .executableTarget(
      name: "YearBenchmark",
      dependencies: ["Ledger", "LedgerStore", "Money", "Primitives", "Station", "TagReads"],
      path: "Benchmarks/Year", swiftSettings: strict),
    .executableTarget(
      name: "PlainDebits", path: "Benchmarks/PlainDebits", cSettings: [.define("NDEBUG")],
      linkerSettings: [.linkedLibrary("sqlite3")]),
    .executableTarget(
      name: "EngineBenchmark", dependencies: ["Primitives", "TagReads", "Trays"],
      path: "Benchmarks/Engine", swiftSettings: strict),
    .executableTarget(
      name: "Acceptance", dependencies: ["Laboratory"], path: "Benchmarks/Acceptance",
      swiftSettings: strict),

    tests("USBHostTests", ["USBHost", "Readers"]),
    tests("ReaderWireTests", ["ReaderWire", "TagReads", "Primitives"]),
    tests(
      "ReadersTests",
      ["Readers", "ReaderWire", "ReaderEmulation", "Trays", "TagReads", "Primitives"]),
    tests("ReaderEmulationTests", ["ReaderEmulation", "TagReads", "Primitives"]),
    tests("TraysTests", ["Trays", "TagReads", "Primitives"]),
    tests(
      "LaboratoryTests",
      ["Laboratory", "ReaderEmulation", "Trays", "TagReads", "Primitives"]),
    tests("SurveysTests", ["Surveys", "Trays", "TagReads", "Primitives"]),
    tests("MoneyTests", ["Money", "Primitives"]),
    tests("ChipsTests", ["Chips", "Money", "TagReads", "Primitives"]),
    tests("MenusTests", ["Menus", "Money", "TagReads", "Primitives"]),
    tests("SheetsTests", ["Sheets"]),
    tests("BillingTests", ["Billing", "Menus", "Money", "Trays", "TagReads", "Primitives"]),
    tests("LedgerTests", ["Ledger", "Money", "Primitives"]),
    tests("OperatorsTests", ["Operators", "Primitives"]),
    tests(
      "LedgerStoreTests",
      [
        "LedgerStore", "Settlement", "Ledger", "Operators", "Menus", "Money", "TagReads",
        "Primitives", "CrashWorker", grdb,
      ]),
    tests("SettlementTests", ["Settlement", "Ledger", "Money", "Primitives"]),
    .executableTarget(
      name: "CrashWorker",
      dependencies: ["Ledger", "LedgerStore", "Menus", "Money", "Primitives", "TagReads"],
      path: "Tests/CrashWorker", swiftSettings: strict),
    tests(
      "LanesTests",
      ["Lanes", "Trays", "Billing", "Ledger", "Menus", "Money", "TagReads", "Primitives"]),
    tests(
      "StationTests",
      [
        "Station", "Chips", "Kiosk", "Lanes", "Ledger", "LedgerStore", "Operators", "Settlement",
        "Menus", "Money", "Readers", "Trays", "Surveys",
        "ReaderEmulation", "Sheets", "TagReads", "Primitives", "USBHost",
        "traytally",
      ]),
    tests("KioskTests", ["Kiosk", "Lanes", "Menus", "Money", "Primitives", "TagReads"]),
    tests("TidyTests", []),
  ]
)
