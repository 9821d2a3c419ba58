// What a debit costs without TrayTally: the statements of one sale of five plates, in the order in
// which the station gives them, with the same durability, from plain C. No rule is checked and no
// hash is made; whatever the program does besides SQLite is missing here.
//
//     PlainDebits BOOKS.sqlite COUNT FIRST
//
// Debits COUNT accounts from the FIRST on, ten accounts apart, and prints how long each took, in
// microseconds, one a line. `BooksBenchmark` runs it on a copy of its books.

#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { lines = 5, price = 100 };

static sqlite3 *db;

static void fail(const char *what) {
  fprintf(stderr, "PlainDebits: %s: %s\n", what, db ? sqlite3_errmsg(db) : "no database");
  exit(1);
}

static void execute(const char *sql) {
  if (sqlite3_exec(db, sql, 0, 0, 0) != SQLITE_OK) fail(sql);
}

static sqlite3_stmt *prepare(const char *sql) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, 0) != SQLITE_OK)
    fail(sql);
  return statement;
}

// Runs a statement to its end; true if it gave a row.
static int run(sqlite3_stmt *statement) {
  int rows = 0, code;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) rows++;
  if (code != SQLITE_DONE) fail(sqlite3_sql(statement));
  sqlite3_reset(statement);
  return rows > 0;
}

// Runs a statement that gives one row and leaves it there to be read; `sqlite3_reset` ends it.
static void first(sqlite3_stmt *statement) {
  if (sqlite3_step(statement) != SQLITE_ROW) fail(sqlite3_sql(statement));
}

static void text(sqlite3_stmt *statement, int place, const char *value) {
  sqlite3_bind_text(statement, place, value, -1, SQLITE_TRANSIENT);
}

static void id(sqlite3_stmt *statement, int place, uint64_t kind, uint64_t number) {
  unsigned char bytes[16];
  memcpy(bytes, &kind, 8);
  memcpy(bytes + 8, &number, 8);
  sqlite3_bind_blob(statement, place, bytes, 16, SQLITE_TRANSIENT);
}

static double microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

static struct {
  sqlite3_stmt *begin, *answer, *newest, *account, *purses, *card, *sold, *transfer, *posting,
      *line, *wallets, *intent, *commit;
} on;

static void prepareAll(void) {
  on.begin = prepare("BEGIN IMMEDIATE TRANSACTION");
  on.answer = prepare("SELECT body_hash, transfer, refusal FROM intents WHERE id = ?");
  on.newest = prepare(
      "SELECT sequence, hash FROM transfers ORDER BY sequence DESC LIMIT 1");
  on.account = prepare(
      "SELECT id, number, diner_group, standing, cash, subsidy, floor, valid_from, valid_until "
      "FROM accounts WHERE number = ?");
  on.purses = prepare("SELECT purse, amount FROM purses WHERE account = ?");
  on.card = prepare(
      "SELECT accounts.number, cards.use FROM cards JOIN accounts ON accounts.id = cards.account "
      "WHERE cards.tag = ?");
  on.sold = prepare(
      "SELECT sold.plate FROM transfers AS sale JOIN sale_lines AS sold "
      "ON sold.transfer = sale.sequence WHERE sale.visit = ? ORDER BY sold.plate");
  on.transfer = prepare(
      "INSERT INTO transfers (sequence, intent, kind, at, business_day, by, account, floor, "
      "cash_after, subsidy_after, refers_to, card, lane, visit, meal_period, diner_group, batch, "
      "note, hash) VALUES (?, ?, 'sale', ?, 20000, 'lane 1', ?, ?, ?, ?, NULL, ?, 1, ?, 'lunch', "
      "'staff', NULL, '', ?)");
  on.posting =
      prepare("INSERT INTO postings (transfer, line, book, amount) VALUES (?, ?, ?, ?)");
  on.line = prepare(
      "INSERT INTO sale_lines (transfer, line, plate, plate_class, dish, name, amount, "
      "vat_basis_points, vat, refunds) VALUES (?, ?, ?, 'white', 'D1', 'Noodles', ?, 600, 6, "
      "NULL)");
  on.wallets = prepare("UPDATE accounts SET cash = ?, subsidy = ? WHERE id = ?");
  on.intent = prepare(
      "INSERT INTO intents (id, body_hash, at, transfer, refusal) VALUES (?, ?, ?, ?, NULL)");
  on.commit = prepare("COMMIT TRANSACTION");
}

static void writeSale(sqlite3_int64 sequence, sqlite3_int64 account, sqlite3_int64 cash,
                      sqlite3_int64 floor, const char *number, const char *card, uint64_t serial,
                      const unsigned char hash[32]) {
  sqlite3_int64 at = 1764000000000 + (sqlite3_int64)serial;
  sqlite3_bind_int64(on.transfer, 1, sequence);
  id(on.transfer, 2, 1, serial);
  sqlite3_bind_int64(on.transfer, 3, at);
  sqlite3_bind_int64(on.transfer, 4, account);
  sqlite3_bind_int64(on.transfer, 5, floor);
  sqlite3_bind_int64(on.transfer, 6, cash);
  sqlite3_bind_int64(on.transfer, 7, 0);
  text(on.transfer, 8, card);
  id(on.transfer, 9, 2, serial);
  sqlite3_bind_blob(on.transfer, 10, hash, 32, SQLITE_TRANSIENT);
  run(on.transfer);
  char book[64];
  snprintf(book, sizeof book, "wallet:%s:cash", number);
  for (int side = 0; side < 2; side++) {
    sqlite3_bind_int64(on.posting, 1, sequence);
    sqlite3_bind_int(on.posting, 2, side);
    text(on.posting, 3, side ? "sales" : book);
    sqlite3_bind_int64(on.posting, 4, side ? lines * price : -lines * price);
    run(on.posting);
  }
  for (int line = 0; line < lines; line++) {
    char plate[32];
    snprintf(plate, sizeof plate, "E00401500000%04X", (unsigned)(serial * lines + line) & 0xFFFF);
    sqlite3_bind_int64(on.line, 1, sequence);
    sqlite3_bind_int(on.line, 2, line);
    text(on.line, 3, plate);
    sqlite3_bind_int(on.line, 4, price);
    run(on.line);
  }
  sqlite3_bind_int64(on.wallets, 1, cash);
  sqlite3_bind_int64(on.wallets, 2, 0);
  sqlite3_bind_int64(on.wallets, 3, account);
  run(on.wallets);
  id(on.intent, 1, 1, serial);
  sqlite3_bind_blob(on.intent, 2, hash, 32, SQLITE_TRANSIENT);
  sqlite3_bind_int64(on.intent, 3, at);
  sqlite3_bind_int64(on.intent, 4, sequence);
  run(on.intent);
}

static void debit(int place) {
  char number[32], card[32];
  snprintf(number, sizeof number, "A%06d", place);
  snprintf(card, sizeof card, "E0040350%08X", (unsigned)place);
  uint64_t serial = ((uint64_t)time(0) << 24) + (uint64_t)place;
  run(on.begin);
  id(on.answer, 1, 1, serial);
  run(on.answer);
  first(on.newest);
  sqlite3_int64 newest = sqlite3_column_int64(on.newest, 0);
  unsigned char hash[32];
  memcpy(hash, sqlite3_column_blob(on.newest, 1), sizeof hash);
  sqlite3_reset(on.newest);
  text(on.account, 1, number);
  first(on.account);
  sqlite3_int64 account = sqlite3_column_int64(on.account, 0);
  sqlite3_int64 cash = sqlite3_column_int64(on.account, 4) - lines * price;
  sqlite3_int64 floor = sqlite3_column_int64(on.account, 6);
  sqlite3_reset(on.account);
  sqlite3_bind_int64(on.purses, 1, account);
  run(on.purses);
  text(on.card, 1, card);
  if (!run(on.card)) fail("no such card");
  id(on.sold, 1, 2, serial);
  run(on.sold);
  writeSale(newest + 1, account, cash, floor, number, card, serial, hash);
  run(on.commit);
}

int main(int count, char **words) {
  if (count != 4) return fprintf(stderr, "PlainDebits BOOKS.sqlite COUNT FIRST\n"), 2;
  if (sqlite3_open_v2(words[1], &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, 0) != SQLITE_OK)
    fail(words[1]);
  execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
          "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
          "PRAGMA journal_size_limit = 16777216");
  prepareAll();
  int place = atoi(words[3]);
  for (int done = 0; done < atoi(words[2]); done++, place += 10) {
    double began = microseconds();
    debit(place);
    printf("%.1f\n", microseconds() - began);
  }
  return 0;
}
