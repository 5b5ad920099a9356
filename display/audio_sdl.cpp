// SPDX-License-Identifier: MIT
#include <SDL2/SDL.h>
#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "display/audio.h"

namespace talon::display {
namespace {

/// SDL keeps its last error for each thread that calls it; a thread it did not make gives it back at its own
/// end.
struct ThreadMemory {
  ThreadMemory() = default;
  ThreadMemory(const ThreadMemory&) = delete;
  ThreadMemory& operator=(const ThreadMemory&) = delete;
  ~ThreadMemory() { SDL_TLSCleanup(); }
};

/// SDL asks for samples on a thread of its own; we sleep until it has taken all of them.
class SdlPlayer : public Player {
 public:
  ~SdlPlayer() override { rest(); }

  std::string play(const voice::Sound& sound, const std::stop_token& stop) override {
    if (auto problem = open(); !problem.empty()) return problem;
    std::unique_lock lock(mutex_);
    sound_ = &sound;
    position_ = 0;
    // What was taken last still has to leave the device's buffers.
    drain_ = 3;
    SDL_PauseAudioDevice(device_, 0);
    changed_.wait(lock, stop, [this] { return drain_ == 0; });
    sound_ = nullptr;
    return {};
  }

  void rest() override {
    if (device_ == 0) return;
    SDL_CloseAudioDevice(device_);
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    device_ = 0;
  }

  std::string check() override {
    auto problem = open();
    rest();
    return problem;
  }

 private:
  static void fill(void* self, Uint8* bytes, int size) {
    static_cast<SdlPlayer*>(self)->fill(reinterpret_cast<float*>(bytes),
                                        static_cast<std::size_t>(size) / sizeof(float));
  }

  void fill(float* out, std::size_t count) {
    const std::scoped_lock lock(mutex_);
    std::fill(out, out + count, 0.0F);
    if (sound_ == nullptr) return;
    const std::size_t taken = std::min(count, sound_->samples.size() - position_);
    std::copy_n(sound_->samples.begin() + static_cast<std::ptrdiff_t>(position_), taken, out);
    position_ += taken;
    if (taken > 0 || drain_ == 0) return;
    if (--drain_ == 0) changed_.notify_all();
  }

  std::string open() {
    thread_local const ThreadMemory memory;
    static_cast<void>(memory);
    if (device_ != 0 && SDL_GetAudioDeviceStatus(device_) == SDL_AUDIO_STOPPED) rest();  // unplugged
    if (device_ != 0) return {};
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0)
      return std::string("нет звукового устройства: ") + SDL_GetError();
    SDL_AudioSpec wanted{};
    wanted.freq = voice::playing_rate;
    wanted.format = AUDIO_F32SYS;
    wanted.channels = 1;
    wanted.samples = 512;
    wanted.callback = &SdlPlayer::fill;
    wanted.userdata = this;
    device_ = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
    if (device_ != 0) return {};
    const std::string problem = std::string("нет звукового устройства: ") + SDL_GetError();
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    return problem;
  }

  SDL_AudioDeviceID device_ = 0;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  const voice::Sound* sound_ = nullptr;
  std::size_t position_ = 0;
  int drain_ = 0;
};

}  // namespace

std::unique_ptr<Player> make_sdl_player() {
  return std::make_unique<SdlPlayer>();
}

}  // namespace talon::display
