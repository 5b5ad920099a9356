// SPDX-License-Identifier: MIT
// The board as its master sees it: registers, time, keys, faults.
#include "firmware/app/board.h"

#include <gtest/gtest.h>

#include "firmware/hal/host/simulated_board.h"
#include "tests/firmware/test_master.h"

namespace talon::firmware {
namespace {

namespace map = link::map;
const std::string_view a017 =
    "\xC0"
    "017";

Settings with_address(std::uint8_t address, link::Role role = link::Role::desk_board) {
  Settings settings;
  settings.address = address;
  settings.role = role;
  return settings;
}

struct Bench {
  explicit Bench(link::Role role = link::Role::desk_board, std::optional<link::Key> key = test_key)
      : board(with_address(7, role), key) {}

  SimulatedBoard board;
  TestMaster master;

  void pass(Ticks ticks) {
    for (Ticks i = 0; i < ticks; ++i) board.tick();
  }

  link::Exception send(const link::Frame& request) {
    const auto frame = board.take_frame(request.view());
    if (!frame) return link::Exception::busy;
    const auto answer = TestMaster::answer(request, frame->view());
    return answer ? answer->exception : link::Exception::busy;
  }

  std::vector<std::uint16_t> read(const link::Block& block) {
    const link::Frame request = master.read(block);
    const auto frame = board.take_frame(request.view());
    const auto answer = TestMaster::answer(request, frame->view());
    EXPECT_EQ(answer->exception, link::Exception::none);
    return {answer->values.begin(), answer->values.begin() + answer->count};
  }

  link::Shown shown() { return board.board().shown(); }
};

TEST(Board, ShowsACallAndProvesIt) {
  Bench bench;
  EXPECT_EQ(bench.send(bench.master.show(call_of(a017))), link::Exception::none);
  bench.pass(1);
  EXPECT_EQ(bench.shown(), link::Shown::call);
  EXPECT_EQ(bench.board.board().picture(), number_picture(text8(a017), 64));
  const auto shown = bench.read(map::shown);
  EXPECT_TRUE(link::proof_fits(test_key, bench.master.context, map::shown.first, shown));
  EXPECT_EQ(shown[1], 0xC030);
  EXPECT_EQ(shown[11], checksum(number_picture(text8(a017), 64)));
}

TEST(Board, APictureCanBeReadBackDotByDot) {
  Bench bench(link::Role::hall_line);
  bench.send(bench.master.show(call_of(a017, 1, "12")));
  bench.pass(1);
  std::vector<std::uint16_t> rows;
  for (std::uint16_t at = 0; at < map::picture.count; at = static_cast<std::uint16_t>(at + 64)) {
    const auto half = bench.read({static_cast<std::uint16_t>(map::picture.first + at), 64});
    rows.insert(rows.end(), half.begin(), half.end());
  }
  const Picture& picture = bench.board.board().picture();
  EXPECT_EQ(picture, line_picture(text8(a017), text8("12"), 64));
  for (std::size_t y = 0; y < panel_rows; ++y)
    for (std::size_t x = 0; x < most_columns; ++x)
      EXPECT_EQ((rows[y * 8 + x / 16] >> (15 - x % 16) & 1U) != 0, picture.lit(x, y));
}

TEST(Board, WithoutAMasterTheNumberIsGoneWithinTenSeconds) {
  Bench bench;
  EXPECT_EQ(bench.shown(), link::Shown::dark);
  bench.pass(1);
  EXPECT_EQ(bench.shown(), link::Shown::dash) << "nobody has told anything yet";
  bench.send(bench.master.show(call_of(a017)));
  const Ticks told = bench.board.now();
  bench.pass(seconds(9));
  EXPECT_EQ(bench.shown(), link::Shown::call);
  while (bench.shown() == link::Shown::call) bench.pass(1);
  EXPECT_LE(bench.board.now() - told, seconds(10));
  EXPECT_EQ(bench.board.board().picture(), dash_picture(64));
}

TEST(Board, ReadingAloneKeepsNoOldNumber) {
  Bench bench;
  bench.send(bench.master.show(call_of(a017)));
  for (int i = 0; i < 10; ++i) {
    bench.pass(seconds(1));
    bench.read(map::state);
  }
  EXPECT_EQ(bench.shown(), link::Shown::dash);
}

TEST(Board, AReplayedFrameNeitherShowsNorKeepsANumber) {
  Bench bench;
  const link::Frame old = bench.master.show(call_of(a017));
  EXPECT_EQ(bench.send(old), link::Exception::none);
  EXPECT_EQ(bench.send(bench.master.show(call_of("\xC2"
                                                 "200",
                                                 2))),
            link::Exception::none);
  for (int i = 0; i < 10; ++i) {
    bench.pass(seconds(1));
    EXPECT_EQ(bench.send(old), link::Exception::value);
  }
  EXPECT_EQ(bench.shown(), link::Shown::dash);
  EXPECT_EQ(bench.read(map::state)[10], static_cast<std::uint16_t>(link::Refusal::old_counter));
  EXPECT_EQ(bench.read(map::counters)[15], 10) << "refused seals are counted";
}

TEST(Board, AFrameFromBeforeARestartIsWorthNothing) {
  Bench bench;
  const link::Frame old = bench.master.show(call_of(a017));
  bench.board.cut_power();
  EXPECT_EQ(bench.send(old), link::Exception::value);
  bench.pass(1);
  EXPECT_EQ(bench.shown(), link::Shown::dash);
  const auto state = bench.read(map::state);
  bench.master.context = {7, link::long_value(state, 1), link::long_value(state, 3)};
  EXPECT_TRUE(link::proof_fits(test_key, bench.master.context, map::state.first, state));
  EXPECT_EQ(bench.send(bench.master.show(call_of(a017))), link::Exception::none);
}

TEST(Board, UnsealedWritesNeedTheServiceStrap) {
  Bench bench;
  const auto data = link::to_registers(call_of(a017));
  const link::Frame plain = link::write_request(7, map::show.first, data);
  EXPECT_EQ(bench.send(plain), link::Exception::value);
  bench.board.strap({.service = true});
  EXPECT_EQ(bench.send(plain), link::Exception::none);
  bench.pass(1);
  EXPECT_EQ(bench.shown(), link::Shown::call);
  EXPECT_TRUE(bench.board.board().picture().lit(63, 15)) << "the strap is seen on the panel";
  EXPECT_NE(bench.read(map::state)[0] & link::status::service, 0);
}

TEST(Board, WithoutAKeyAndWithoutTheStrapEveryWriteIsRefused) {
  Bench bench(link::Role::desk_board, std::nullopt);
  EXPECT_EQ(bench.send(bench.master.show(call_of(a017))), link::Exception::value);
  EXPECT_EQ(bench.read(map::state)[10], static_cast<std::uint16_t>(link::Refusal::not_paired));
}

TEST(Board, ASparePartIsPairedAndAddressedWithTheStrapClosed) {
  SimulatedBoard spare{MemoryFlash{}};
  spare.strap({.service = true});
  std::vector<std::uint16_t> key(8);
  for (std::size_t i = 0; i < 8; ++i)
    key[i] = static_cast<std::uint16_t>(test_key[2 * i] << 8U | test_key[2 * i + 1]);
  EXPECT_TRUE(spare.take_frame(link::write_request(link::default_address, map::pairing.first, key).view()));
  const auto settings = to_registers(with_address(12, link::Role::desk_panel));
  EXPECT_TRUE(
      spare.take_frame(link::write_request(link::default_address, map::settings.first, settings).view()));
  spare.strap({});
  spare.cut_power();
  TestMaster master{{12, 2, 0}};
  const link::Frame request = master.show(call_of(a017));
  const auto answer = spare.take_frame(request.view());
  ASSERT_TRUE(answer) << "the address is kept over a power cut";
  EXPECT_EQ(TestMaster::answer(request, answer->view())->exception, link::Exception::none);
  EXPECT_EQ(spare.board().address(), 12);
}

TEST(Board, BadValuesChangeNothing) {
  Bench bench;
  bench.send(bench.master.show(call_of(a017)));
  link::Show bad = call_of(
      "\xE0"
      "017");
  EXPECT_EQ(bench.send(bench.master.show(bad)), link::Exception::value);
  std::array<std::uint16_t, settings_data> settings = to_registers(with_address(7));
  settings[2] = 33;
  EXPECT_EQ(bench.send(bench.master.sealed(map::settings, settings)), link::Exception::value);
  bench.pass(1);
  EXPECT_EQ(bench.board.board().picture(), number_picture(text8(a017), 64));
  EXPECT_EQ(bench.board.board().columns(), 64);
  EXPECT_EQ(bench.send(link::write_request(7, 0x0300, settings)), link::Exception::address);
}

TEST(Board, ACallFlashesFiveTimesAtOneHertzAndThenStands) {
  Bench bench;
  link::Show call = call_of(a017, 812);
  call.attention = link::Attention::flash;
  bench.send(bench.master.show(call));
  int dark_phases = 0;
  bool lit = true;
  for (Ticks t = 0; t < seconds(8); ++t) {
    if (t % seconds(1) == 0) bench.send(bench.master.show(call));  // the cyclic repeat begins nothing anew
    bench.pass(1);
    const bool now_lit = bench.board.outputs().percent > 0;
    if (lit && !now_lit) ++dark_phases;
    lit = now_lit;
  }
  EXPECT_EQ(dark_phases, 5);
  EXPECT_TRUE(lit);
  call.call = 813;
  bench.send(bench.master.show(call));
  bench.pass(milliseconds(700));
  EXPECT_EQ(bench.board.outputs().percent, 0) << "the next call flashes again";
}

TEST(Board, DimsByScheduleAndInADarkRoom) {
  Settings settings = with_address(7);
  settings.light_sensor = true;
  EXPECT_EQ(brightness(settings, 12 * 60, 900), 100);
  EXPECT_EQ(brightness(settings, 6 * 60 + 59, 900), 30);
  EXPECT_EQ(brightness(settings, 7 * 60, 900), 100);
  EXPECT_EQ(brightness(settings, 20 * 60, 900), 30);
  EXPECT_EQ(brightness(settings, std::nullopt, std::nullopt), 100) << "no time told, no sensor: day";
  EXPECT_EQ(brightness(settings, 12 * 60, 0), 25);
  settings.night_percent = 1;
  EXPECT_EQ(brightness(settings, 0, 0), 5) << "a board that cannot be read is none";
  settings.day_begins = 22 * 60;
  settings.night_begins = 6 * 60;
  EXPECT_EQ(brightness(settings, 0, 900), 100) << "a schedule over midnight";
}

TEST(Board, AnUnpluggedLightSensorIsNoticedAndDoesNotDarken) {
  LightSensor sensor;
  sensor.sample(2000);
  EXPECT_FALSE(sensor.failed());
  for (int i = 0; i < 1000; ++i) sensor.sample(0);
  EXPECT_TRUE(sensor.failed());
  EXPECT_FALSE(sensor.light());
}

TEST(Board, KeysAreDebouncedNumberedAndProven) {
  Bench bench(link::Role::desk_panel);
  bench.board.press(0);
  bench.pass(milliseconds(5));
  bench.board.release();
  bench.pass(milliseconds(100));
  EXPECT_EQ(bench.read(map::keys)[1], 0) << "a bounce is no press";
  for (unsigned key : {0U, 3U}) {
    bench.board.press(key);
    bench.pass(milliseconds(300));
    bench.board.release();
    bench.pass(milliseconds(100));
  }
  const auto keys = bench.read(map::keys);
  EXPECT_EQ(keys[1], 2) << "holding a key is one press";
  const link::KeyEvent newest = link::key_event_from(keys[2]);
  EXPECT_EQ(newest.key, link::PanelKey::pause);
  EXPECT_NEAR(newest.age, 38, 1);
  EXPECT_EQ(link::key_event_from(keys[3]).key, link::PanelKey::next);
  EXPECT_EQ(link::key_event_from(keys[4]).key, link::PanelKey::none);
  EXPECT_TRUE(link::proof_fits(test_key, bench.master.context, map::keys.first, keys));
}

TEST(Board, ABoardWithoutKeysReportsNone) {
  Bench bench(link::Role::desk_board);
  bench.board.press(0);
  bench.pass(milliseconds(300));
  EXPECT_EQ(bench.read(map::keys)[1], 0);
}

TEST(Board, TheSelfTestLightsEveryDotAndEnds) {
  Bench bench;
  bench.send(bench.master.show(call_of(a017)));
  const std::array<std::uint16_t, 2> test{1, 8};
  EXPECT_EQ(bench.send(bench.master.sealed(map::command, test)), link::Exception::none);
  bench.pass(1);
  Picture all;
  for (Ticks t = 0; t < seconds(8) - 2; ++t) {
    bench.pass(1);
    EXPECT_EQ(bench.shown(), link::Shown::self_test);
    for (std::size_t i = 0; i < all.bytes.size(); ++i)
      all.bytes[i] = static_cast<std::uint8_t>(all.bytes[i] | bench.board.board().picture().bytes[i]);
  }
  EXPECT_EQ(all, test_picture(0, 64));
  bench.pass(2);
  EXPECT_EQ(bench.shown(), link::Shown::call);
}

TEST(Board, TheRoleIsTheStrapsUnlessARegisterNamesIt) {
  Bench bench(link::Role::by_strap);
  bench.board.strap({.role = 1});
  bench.pass(1);
  EXPECT_EQ(bench.read(map::identity)[12], static_cast<std::uint16_t>(link::Role::hall_line));
  bench.board.strap({.role = 2});
  bench.pass(1);
  EXPECT_EQ(bench.read(map::identity)[12], static_cast<std::uint16_t>(link::Role::desk_panel));
}

TEST(Board, TheWatchdogStarvesWhenTheScanStands) {
  MemoryFlash flash;
  Picture panel;
  Board board({}, {}, flash, panel);
  Inputs inputs;
  for (Ticks now = 1; now < seconds(1); ++now) {
    inputs.pictures_scanned = static_cast<std::uint32_t>(now / 4);
    EXPECT_TRUE(board.step(inputs, now).feed_watchdog) << now;
  }
  EXPECT_FALSE(board.step(inputs, seconds(2)).feed_watchdog);
}

TEST(Restart, TheCauseCanBeReadAfterwards) {
  CrashRecord record;
  EXPECT_EQ(explain({.power = true, .pin = true}, record).cause, link::RestartCause::power);
  note(record, link::RestartCause::fault, 0x08020123);
  const RestartReport fault = explain({.software = true, .pin = true}, record);
  EXPECT_EQ(fault.cause, link::RestartCause::fault);
  EXPECT_EQ(fault.detail, 0x08020123U);
  EXPECT_EQ(fault.faults, 1U);
  mark_step(record, 4);
  const RestartReport watchdog = explain({.watchdog = true, .pin = true}, record);
  EXPECT_EQ(watchdog.cause, link::RestartCause::watchdog);
  EXPECT_EQ(watchdog.detail, 4U);
  EXPECT_EQ(watchdog.faults, 2U) << "the second in a row";
  forgive(record);
  EXPECT_EQ(explain({.software = true}, record).faults, 0U);
  record = {1, 2, 3, 4, 5, 6};
  EXPECT_EQ(explain({.brown_out = true}, record).cause, link::RestartCause::brown_out)
      << "memory has decayed";
}

TEST(Restart, AfterThreeFaultsInARowTheBoardAnswersAndShowsNothing) {
  SimulatedBoard source(with_address(7), test_key);
  Picture panel;
  Board board({}, {link::RestartCause::fault, 0x08020123, 3}, source.flash(), panel);
  TestMaster master{{7, 2, 0}};
  Inputs inputs;
  const link::Frame show = master.show(call_of(a017));
  inputs.frame = show.view();
  EXPECT_TRUE(board.step(inputs, 1).answer);
  EXPECT_EQ(board.shown(), link::Shown::fault);
  EXPECT_EQ(board.picture(), Picture{});
  const link::Frame read = master.read(map::state);
  inputs.frame = read.view();
  const auto answer = TestMaster::answer(read, board.step(inputs, 2).answer->view());
  EXPECT_EQ(answer->values[7], static_cast<std::uint16_t>(link::RestartCause::fault));
  EXPECT_EQ(answer->values[9], 0x0123);
  EXPECT_NE(answer->values[0] & link::status::safe, 0);
}

TEST(Board, FlashThatRefusesIsSaidAndWorkGoesOn) {
  Bench bench;
  bench.board.flash().before_write = [] { return false; };
  auto settings = to_registers(with_address(7));
  settings[3] = 50;
  EXPECT_EQ(bench.send(bench.master.sealed(map::settings, settings)), link::Exception::none);
  EXPECT_NE(bench.read(map::state)[0] & link::status::not_stored, 0);
  EXPECT_EQ(bench.send(bench.master.show(call_of(a017))), link::Exception::none);
}

}  // namespace
}  // namespace talon::firmware
