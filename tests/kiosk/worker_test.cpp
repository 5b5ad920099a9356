// SPDX-License-Identifier: MIT
// The thread behind the screen: one thing after the other, each until it is done.
#include "kiosk/worker.h"

#include <future>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace talon::kiosk {
namespace {

TEST(Worker, AnAttemptRemembersThatItWasMadeAndTheNextWaits) {
  std::promise<void> end;
  std::vector<std::string> done;
  {
    Worker worker(Millis{1});
    worker.add([&, made = 0]() mutable {
      done.push_back("first " + std::to_string(++made));
      return made == 3;
    });
    worker.add([&] {
      done.push_back("second");
      end.set_value();
      return true;
    });
    end.get_future().wait();
  }
  EXPECT_EQ(done, (std::vector<std::string>{"first 1", "first 2", "first 3", "second"}));
}

}  // namespace
}  // namespace talon::kiosk
