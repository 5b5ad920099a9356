// SPDX-License-Identifier: MIT
// Settings and firmware in flash, with the power cut at every single write.
#include "firmware/app/update.h"

#include <gtest/gtest.h>
#include <numeric>

#include "firmware/app/boot.h"
#include "firmware/hal/host/simulated_board.h"
#include "tests/firmware/test_master.h"

namespace talon::firmware {
namespace {

namespace map = link::map;

struct PowerCut {};

using Bytes = std::vector<std::uint8_t>;

Bytes body_of(std::uint32_t version, std::size_t size) {
  Bytes body(size);
  for (std::size_t i = 0; i < size; ++i) body[i] = static_cast<std::uint8_t>(i * 7 + version);
  return body;
}

/// What the factory's programmer leaves: version 1 in slot 0, a paired board with address 7.
MemoryFlash factory_flash() {
  MemoryFlash flash;
  const Bytes body = body_of(1, 1000);
  flash.program(slots[0].offset + header_bytes, body);
  write_header(flash, {1, 1000, 0, {}});
  Store store;
  Persistent persistent = store.load(flash);
  persistent.settings.address = 7;
  persistent.key = test_key;
  store.save(flash, persistent);
  return flash;
}

class Updater {
 public:
  explicit Updater(SimulatedBoard& board) : board_(board) {
    const link::Frame request = master_.read(map::state);
    const auto state = TestMaster::answer(request, board_.take_frame(request.view())->view());
    master_.context.session = link::long_value(state->values, 1);
    master_.context.counter = link::long_value(state->values, 3);
  }

  std::uint16_t write(const link::Block& block, std::span<const std::uint16_t> data) {
    const link::Frame request = master_.sealed(block, data);
    const auto frame = board_.take_frame(request.view());
    board_.tick();  // what waits for the answer to be out
    if (!frame) return 0xFF;
    const auto answer = TestMaster::answer(request, frame->view());
    return answer ? static_cast<std::uint16_t>(answer->exception) : 0xFE;
  }

  std::uint16_t begin(std::uint32_t version, std::uint32_t slot, const Bytes& body, const link::Key& key) {
    link::ImageTag tag(key, version, static_cast<std::uint32_t>(body.size()), slot);
    tag.add(body);
    const link::Tag128 bytes = tag.end();
    std::vector<std::uint16_t> data(13);
    link::set_long(data, 0, version);
    link::set_long(data, 2, static_cast<std::uint32_t>(body.size()));
    data[4] = static_cast<std::uint16_t>(slot);
    for (std::size_t i = 0; i < 8; ++i)
      data[5 + i] = static_cast<std::uint16_t>(bytes[2 * i] << 8U | bytes[2 * i + 1]);
    return write(map::update_begin, data);
  }

  std::uint16_t chunk(const Bytes& body, std::uint32_t offset) {
    std::vector<std::uint16_t> data(2 + link::update_chunk_registers);
    link::set_long(data, 0, offset);
    for (std::size_t i = 0; i < chunk_bytes; ++i) {
      const std::uint8_t byte = offset + i < body.size() ? body[offset + i] : 0xFF;
      data[2 + i / 2] = static_cast<std::uint16_t>(data[2 + i / 2] | byte << (i % 2 == 0 ? 8U : 0U));
    }
    return write(map::update_data, data);
  }

  std::uint16_t commit(std::uint32_t version) {
    std::vector<std::uint16_t> data(2);
    link::set_long(data, 0, version);
    return write(map::update_commit, data);
  }

  /// The whole update; the first exception ends it.
  std::uint16_t update(std::uint32_t version, std::uint32_t slot, const Bytes& body) {
    if (const auto code = begin(version, slot, body, test_key); code != 0) return code;
    for (std::uint32_t at = 0; at < body.size(); at += chunk_bytes)
      if (const auto code = chunk(body, at); code != 0) return code;
    return commit(version);
  }

  void show() {
    write(map::show, link::to_registers(call_of("\xC0"
                                                "017")));
  }
  void order_restart() {
    const std::array<std::uint16_t, 2> restart{2, 0};
    write(map::command, restart);
  }

  std::uint16_t last_refusal() {
    const link::Frame request = master_.read(map::state);
    return TestMaster::answer(request, board_.take_frame(request.view())->view())->values[10];
  }

 private:
  SimulatedBoard& board_;
  TestMaster master_;
};

std::uint16_t code(link::Refusal refusal) {
  return static_cast<std::uint16_t>(refusal);
}

TEST(Store, KeepsWhatWasSavedOverMoreWritesThanOneAreaHolds) {
  MemoryFlash flash;
  Store store;
  Persistent persistent = store.load(flash);
  for (std::uint32_t session = 1; session < 1000; ++session) {
    persistent.session = session;
    ASSERT_TRUE(store.save(flash, persistent));
    if (session % 97 == 0) {
      Store again;
      EXPECT_EQ(again.load(flash), persistent);
    }
  }
}

TEST(Store, ACutAtAnyWriteLeavesTheOldOrTheNew) {
  // 254 records fill an area but for two, so that the cuts fall on an ordinary record and on the change of
  // areas.
  MemoryFlash prepared;
  Store filled;
  Persistent before = filled.load(prepared);
  for (before.session = 1; before.session < 255; ++before.session) filled.save(prepared, before);
  for (int cut = 0; cut < 80; ++cut) {
    MemoryFlash flash = prepared;
    Store store;
    Persistent last = store.load(flash);
    Persistent trying = last;
    int left = cut;
    flash.before_write = [&] {
      if (left-- == 0) throw PowerCut{};
      return true;
    };
    try {
      for (int i = 0; i < 5; ++i) {
        trying = last;
        ++trying.session;
        store.save(flash, trying);
        last = trying;
      }
    } catch (const PowerCut&) {
      flash.before_write = nullptr;
    }
    flash.before_write = nullptr;
    Store after;
    Persistent found = after.load(flash);
    EXPECT_TRUE(found == last || found == trying) << cut;
    found.session = 9999;
    EXPECT_TRUE(after.save(flash, found)) << "and it can be written to again";
    EXPECT_EQ(Store().load(flash), found);
  }
}

TEST(Update, ANewImageStartsProvesItselfAndShutsTheDoorToOlderOnes) {
  SimulatedBoard board(factory_flash());
  EXPECT_EQ(board.version(), 1U);
  Updater first(board);
  EXPECT_EQ(first.update(5, 1, body_of(5, 3000)), 0);
  first.order_restart();
  EXPECT_EQ(board.version(), 5U);
  EXPECT_EQ(board.slot(), 1U);
  Updater second(board);
  second.show();
  board.cut_power();
  EXPECT_EQ(board.version(), 5U);
  Updater third(board);
  EXPECT_EQ(third.update(4, 0, body_of(4, 3000)), 3);
  EXPECT_EQ(third.last_refusal(), code(link::Refusal::older_version));
  EXPECT_EQ(third.update(5, 0, body_of(5, 3000)), 3) << "the same version is no newer one";
  EXPECT_EQ(third.update(6, 0, body_of(6, 2000)), 0) << "and the next update goes to the other slot";
}

TEST(Update, AnImageThatNeverHearsItsMasterIsGivenUp) {
  SimulatedBoard board(factory_flash());
  Updater updater(board);
  EXPECT_EQ(updater.update(5, 1, body_of(5, 3000)), 0);
  updater.order_restart();
  EXPECT_EQ(board.version(), 5U);
  for (unsigned start = 1; start < trial_starts; ++start) {
    board.restart({.watchdog = true});
    EXPECT_EQ(board.version(), 5U) << start;
  }
  board.restart({.watchdog = true});
  EXPECT_EQ(board.version(), 1U) << "the old firmware is back";
  Updater again(board);
  EXPECT_EQ(again.update(6, 1, body_of(6, 100)), 0) << "and takes the next image";
}

TEST(Update, OnTrialTheOldImageIsNotOverwritten) {
  SimulatedBoard board(factory_flash());
  Updater(board).update(5, 1, body_of(5, 3000));
  Updater(board).order_restart();
  Updater updater(board);
  EXPECT_EQ(updater.begin(6, 0, body_of(6, 100), test_key), 3);
}

TEST(Update, WhatIsForgedTornOrMisplacedIsRefused) {
  SimulatedBoard board(factory_flash());
  Updater updater(board);
  const Bytes body = body_of(5, 500);
  EXPECT_EQ(updater.begin(5, 0, body, test_key), 3) << "built for the slot that runs";
  EXPECT_EQ(updater.last_refusal(), code(link::Refusal::wrong_place));
  link::Key other = test_key;
  other[3] ^= 1;
  EXPECT_EQ(updater.begin(5, 1, body, other), 0);
  EXPECT_EQ(updater.chunk(body, 128), 3) << "out of order";
  for (std::uint32_t at = 0; at < body.size(); at += chunk_bytes) {
    EXPECT_EQ(updater.chunk(body, at), 0);
    EXPECT_EQ(updater.chunk(body, at), 0) << "a chunk whose answer was lost";
  }
  EXPECT_EQ(updater.commit(6), 3) << "another version";
  EXPECT_EQ(updater.commit(5), 3) << "tagged with another key";
  EXPECT_EQ(updater.last_refusal(), code(link::Refusal::wrong_image));
  EXPECT_EQ(updater.begin(5, 1, body, test_key), 0);
  EXPECT_EQ(updater.chunk(body, 0), 0);
  EXPECT_EQ(updater.commit(5), 3) << "truncated";
  EXPECT_EQ(updater.begin(5, 1, Bytes(most_body_bytes + 4), test_key), 3) << "too long";
  board.cut_power();
  EXPECT_EQ(board.version(), 1U);
}

TEST(Update, AMasterThatGoesAwayInTheMiddleLeavesTheBoardUsable) {
  SimulatedBoard board(factory_flash());
  Updater updater(board);
  const Bytes body = body_of(5, 500);
  updater.begin(5, 1, body, test_key);
  updater.chunk(body, 0);
  for (Ticks i = 0; i < seconds(59); ++i) board.tick();
  updater.show();
  EXPECT_EQ(board.board().shown(), link::Shown::updating) << "the master may come back";
  for (Ticks i = 0; i < seconds(2); ++i) board.tick();
  EXPECT_EQ(board.board().shown(), link::Shown::call) << "it did not: numbers are shown again";
  EXPECT_EQ(updater.chunk(body, 128), 3) << "and the image has to be begun anew";
}

TEST(Update, DuringAnUpdateNoNumberStandsOnThePanel) {
  SimulatedBoard board(factory_flash());
  Updater updater(board);
  updater.show();
  EXPECT_EQ(board.board().shown(), link::Shown::call);
  updater.begin(5, 1, body_of(5, 500), test_key);
  EXPECT_EQ(board.board().shown(), link::Shown::updating);
  EXPECT_EQ(board.board().picture(), dash_picture(64));
}

/// Counts the writes of a whole update, restart and proof, then cuts each of them in turn.
TEST(Update, ACutAtAnyWriteStartsTheOldOrTheNewImageAndNeverNone) {
  const Bytes body = body_of(5, 700);
  const auto life = [&](SimulatedBoard& board) {
    Updater updater(board);
    updater.update(5, 1, body);
    updater.order_restart();
    Updater(board).show();
  };
  int writes = 0;
  {
    SimulatedBoard board(factory_flash());
    board.flash().before_write = [&] { return ++writes > 0; };
    life(board);
    EXPECT_EQ(board.version(), 5U);
  }
  ASSERT_GT(writes, 200);
  int new_ones = 0;
  for (int cut = 0; cut < writes; ++cut) {
    SimulatedBoard board(factory_flash());
    int left = cut;
    board.flash().before_write = [&] {
      if (left-- == 0) throw PowerCut{};
      return true;
    };
    EXPECT_THROW(life(board), PowerCut) << cut;
    board.flash().before_write = nullptr;
    MemoryFlash flash = board.flash();
    const auto slot = choose_slot(flash);
    ASSERT_TRUE(slot) << cut;
    const auto image = whole_image(flash, *slot);
    ASSERT_TRUE(image) << cut;
    EXPECT_EQ(image->version, *slot == 0 ? 1U : 5U) << cut;
    SimulatedBoard after(std::move(flash));
    Updater again(after);  // it answers with its key and address still there
    again.show();
    EXPECT_EQ(after.board().shown(), link::Shown::call) << cut;
    if (after.version() == 5) ++new_ones;
    if (after.version() == 1) {
      EXPECT_EQ(Updater(after).update(5, 1, body), 0) << "the update can be made again: " << cut;
    }
  }
  EXPECT_GT(new_ones, 0);
  EXPECT_LT(new_ones, writes);
}

TEST(Boot, ADecayedImageIsNotStarted) {
  MemoryFlash flash = factory_flash();
  EXPECT_EQ(choose_slot(flash), 0U);
  flash.bytes()[slots[0].offset + header_bytes + 500] ^= 0x10;
  EXPECT_FALSE(choose_slot(flash));
}

TEST(Boot, ATrialThatCannotBeWrittenDownIsNotBegun) {
  SimulatedBoard board(factory_flash());
  Updater(board).update(5, 1, body_of(5, 300));
  MemoryFlash flash = board.flash();
  flash.before_write = [] { return false; };
  EXPECT_EQ(choose_slot(flash), 0U);
}

}  // namespace
}  // namespace talon::firmware
