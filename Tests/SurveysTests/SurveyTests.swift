import Primitives
import TagReads
import Testing

@testable import Surveys
