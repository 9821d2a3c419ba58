/// The API's description for people and for programs that make clients (OpenAPI 3.1.0).
enum APIDocument {
  /// The description as JSON.
  static let text = JSONText.line(document)

  private static let document: APIValue = [
    "openapi": "3.1.0",
    "info": [
      "title": "TrayTally", "version": "1",
      "description": """
      What the pages and commands of a station do, for other programs. Amounts are decimal text in \
      the station's currency; `figures` of days are whole numbers of its smallest unit. What moves \
      money takes an `id` that is used once: sent again with the same body it does nothing more \
      and answers the same, so that a request whose answer was lost can be sent again.
      """,
      "license": ["name": "Apache 2.0", "identifier": "Apache-2.0"],
    ],
    "servers": [["url": "/api/v1"]],
    "paths": paths,
    "components": [
      "securitySchemes": [
        "token": [
          "type": "http", "scheme": "bearer",
          "description": "A token that an administrator made: `traytally tokens add`.",
        ]
      ],
      "schemas": .object(APIAnswers.all.mapValues { APISchema.object($0).json }),
    ],
  ]

  private static var paths: APIValue {
    var paths: [String: [String: APIValue]] = [:]
    for operation in APIOperation.all {
      paths[operation.path, default: [:]][operation.method.rawValue] = description(of: operation)
    }
    return .object(paths.mapValues { .object($0) })
  }

  private static func description(of operation: APIOperation) -> APIValue {
    var description: [String: APIValue] = [
      "operationId": .text(operation.name.rawValue), "summary": .text(operation.about),
      "parameters": .list(
        operation.pathFields.map { parameter($0, in: "path") }
          + operation.query.map { parameter($0, in: "query") }),
      "security": [["token": .list(operation.scope.isEmpty ? [] : [.text(operation.scope)])]],
      "responses": responses(of: operation),
    ]
    if !operation.body.isEmpty {
      description["requestBody"] = [
        "required": .flag(operation.body.contains(where: \.isNeeded)),
        "content": ["application/json": ["schema": APISchema.object(operation.body).json]],
      ]
    }
    return .object(description)
  }

  private static func parameter(_ field: APIField, in place: String) -> APIValue {
    [
      "name": .text(field.name), "in": .text(place), "description": .text(field.about),
      "required": .flag(field.isNeeded), "schema": field.schema.json,
    ]
  }

  private static func responses(of operation: APIOperation) -> APIValue {
    var responses: [String: APIValue] = [
      "200": ["description": "It is done.", "content": content(of: operation.answer)]
    ]
    for (status, words) in faults {
      responses[status] = [
        "description": .text(words),
        "content": [
          "application/problem+json": ["schema": APISchema.named("Problem").json]
        ],
      ]
    }
    return .object(responses)
  }

  private static func content(of answer: APIOperation.Answer) -> APIValue {
    switch answer {
    case .value(let schema): ["application/json": ["schema": schema.json]]
    case .file(let types):
      .object(Dictionary(types.map { ($0, .object([:])) }) { first, _ in first })
    }
  }

  private static let faults = [
    ("400", "The request is not as described."), ("401", "No token, or none that lets in."),
    ("403", "The token has not the scope."), ("404", "There is no such thing."),
    ("408", "The body took more than ten seconds."), ("413", "The body is too large."),
    ("415", "The body is not JSON."),
    ("422", "Refused by the rules; nothing was done."),
    ("429", "Too many requests of this token are under way."),
    ("503", "The station did not answer."),
  ]
}
