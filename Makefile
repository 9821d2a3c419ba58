# Everything a newcomer needs: `make demo` to see it, `make test` to check it.
# Each target installs the Debian packages it lacks, as root or with sudo, and says so.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# debug or release; debug builds faster and checks more at run time.
CONFIGURATION ?= debug

# Swift Testing only; an import that Package.swift does not declare is an error.
build_options := --configuration $(CONFIGURATION) --explicit-target-dependency-import-check error
swift_sources := Package.swift Sources Tests Benchmarks
# Tests that wait for other processes for minutes: they would keep the threads of the others waiting.
waiting := KillTests|CrashTests|JournalTamperingTests|RandomDaysTests
# Tests of pages: the server under test shares its threads with nobody.
browsing := BrowserTests|ConsoleTests|KioskServerTests|StationAPITests
binary := .build/$(CONFIGURATION)/traytally

.PHONY: help demo build test test-usb test-sheets pictures bench bench-year bench-pages lab lint format clean swift-is-there

help: ## list the targets
	@grep -E '^[a-z-]+:.* ## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.* ## /  make \1\t/' | expand -t 18

demo: build ## run the daemon with emulated readers and a sample canteen, until Ctrl-C
	@$(binary) demo

build: swift-is-there ## build traytally; with CONFIGURATION=release one to install
	@.ci/install-packages build
	swift build $(build_options) --product traytally

test: swift-is-there ## check the format, build everything and run the tests
	@.ci/install-packages build test
	@Tests/Peers/install
	@$(MAKE) --no-print-directory lint
	swift build $(build_options) --build-tests
	swift test $(build_options) --skip-build --disable-xctest --skip '$(waiting)|$(browsing)'
	swift test $(build_options) --skip-build --disable-xctest --filter '$(waiting)'
	swift test $(build_options) --skip-build --disable-xctest --filter '$(browsing)'

test-usb: swift-is-there ## run the daemon against a USB reader in a Linux guest under QEMU
	@.ci/install-packages build guest
	swift build $(build_options) --product traytally
	Tests/Guest/run --binary $(binary)

test-sheets: swift-is-there ## have LibreOffice open an exported workbook and compare it with our CSV
	@.ci/install-packages build office
	swift build $(build_options) --product traytally
	Tests/Office/run $(binary)

pictures: swift-is-there ## take pictures of every state of the display, into .build/pictures
	@.ci/install-packages build test
	@Tests/Peers/install
	swift build $(build_options) --build-tests
	TRAYTALLY_PICTURES=.build/pictures swift test $(build_options) --skip-build --disable-xctest --filter PictureBrowserTests

bench: swift-is-there ## measure decoders, tray engine and books, beside clients by others and plain C
	@.ci/install-packages build test
	@Tests/Peers/install
	swift build --configuration release --product DecodingBenchmark
	.build/release/DecodingBenchmark .build/peers/bin/python
	swift build --configuration release --product EngineBenchmark
	.build/release/EngineBenchmark
	swift build --configuration release --product BooksBenchmark
	swift build --configuration release --product PlainDebits
	.build/release/BooksBenchmark .build/release/PlainDebits .build/bench-books

bench-year: swift-is-there ## measure closing and exporting on a year of a large canteen
	@.ci/install-packages build
	swift build --configuration release --product YearBenchmark
	.build/release/YearBenchmark .build/bench-year

bench-pages: swift-is-there ## measure what 16 displays, 20 staff pages and 50 API clients cost 16 lanes
	@.ci/install-packages build
	swift build --configuration release --product traytally
	Benchmarks/Pages/load.py .build/release/traytally

lab: swift-is-there ## check the tray engine's bounds in the laboratory, with 222,000 trays
	@.ci/install-packages build
	swift build --configuration release --product Acceptance
	.build/release/Acceptance

lint: swift-is-there ## check the format of the Swift files, and that the udev rules are up to date
	swift format lint --strict --parallel --recursive $(swift_sources)
	udev/generate --check

format: swift-is-there ## put the Swift files into the project's format
	swift format format --in-place --parallel --recursive $(swift_sources)

clean: ## remove what was built and downloaded
	rm -rf .build

swift-is-there:
	@command -v swift >/dev/null || { \
	  echo "Swift 6.2 or later is not on the path: see https://www.swift.org/install/linux" >&2; \
	  exit 1; }
