// SPDX-License-Identifier: MIT
#include "server/http/commands.h"

#include <fcntl.h>
#include <fstream>
#include <iostream>
#include <unistd.h>

#include "server/configuration/configuration_file.h"
#include "server/http/access.h"
#include "server/http/access_book.h"
#include "server/http/clock.h"
#include "server/http/password.h"
#include "server/http/run.h"
#include "server/model/names.h"
#include "server/store/lock.h"

namespace talon::http {
namespace {

int failed(const std::string& why) {
  std::cerr << "talon-server: " << why << '\n';
  return 1;
}

/// The lock and the file together: a running server keeps people in memory and would not see the change.
struct OpenAccess {
  store::HallLock lock;
  Access access;
  AccessBook book;
  explicit OpenAccess(const std::filesystem::path& data)
      : lock(data), access((data / "access.db").string()), book((data / "accesses.db").string()) {}
};

/// A change of rights at the command line: whoever may read the folder made it.
AccessNote note_of(AccessKind kind, const std::string& about) {
  return {kind, "", "командная строка", about};
}

/// note: goes into the book when the work is done.
template <class Work>
int with_access(const std::filesystem::path& data, const std::string& call,
                const std::optional<AccessNote>& note, Work work) {
  start_crypto();
  try {
    OpenAccess open_access(data);
    const int code = work(open_access.access);
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    if (code == 0 && note) open_access.book.note(*note, now);
    open_access.book.write(now);
    return code;
  } catch (const store::HallLocked&) {
    return failed("сервер этого зала работает, файл держит он. Вместо команды: " + call +
                  " от имени администратора.");
  }
}

std::string first_line(const PasswordSource& source) {
  std::string line;
  if (source.file.empty()) {
    if (isatty(STDIN_FILENO) != 0) std::cerr << "Пароль (одна строка): ";
    std::getline(std::cin, line);
  } else {
    std::ifstream in(source.file);
    if (!in) throw std::runtime_error("не читается файл " + source.file);
    std::getline(in, line);
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

template <class Value>
int said(const Result<Value>& result, const std::string& done) {
  if (!result.ok()) return failed(result.refusal().detail);
  std::cout << done << '\n';
  return 0;
}

/// A new file, mode 600; an existing one is not overwritten: a key in use would be lost.
void write_secret(const std::string& file, const std::string& text) {
  const int handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (handle < 0) throw std::runtime_error("не создаётся файл " + file + " (или он уже есть)");
  const ssize_t written = ::write(handle, text.data(), text.size());
  const bool good = written == static_cast<ssize_t>(text.size()) && fsync(handle) == 0;
  close(handle);
  if (!good) throw std::runtime_error("не записывается файл " + file);
}

}  // namespace

int check_configuration(const std::filesystem::path& file) {
  const auto reading = configuration::read_configuration(read_file(file), file.string());
  if (!reading.ok()) {
    std::cerr << reading.text();
    if (!reading.text().ends_with('\n')) std::cerr << '\n';
    return 1;
  }
  const Configuration& hall = *reading.configuration;
  try {
    const Zone known(hall.zone);
  } catch (const std::exception&) {
    return failed(file.string() + ": [hall] zone: на этой машине нет часового пояса «" + hall.zone + "»");
  }
  std::cout << file.string() << ": в порядке. " << hall.name << ": услуг " << hall.services.size()
            << ", окон " << hall.desks.size() << ", устройств " << hall.devices.size() << ".\n";
  return 0;
}

int add_user(const std::filesystem::path& data, const std::string& login, const std::string& name, Role role,
             const PasswordSource& password) {
  return with_access(data, "POST /api/v1/users", note_of(AccessKind::user_added, login), [&](Access& access) {
    return said(access.add_user({login, name.empty() ? login : name, role}, first_line(password)),
                "Пользователь «" + login + "» добавлен.");
  });
}

int set_password(const std::filesystem::path& data, const std::string& login,
                 const PasswordSource& password) {
  return with_access(data, "PUT /api/v1/users/" + login + "/password",
                     note_of(AccessKind::password_set, login), [&](Access& access) {
                       return said(access.set_password(login, first_line(password)),
                                   "Пароль изменён, сеансы закрыты.");
                     });
}

int remove_user(const std::filesystem::path& data, const std::string& login) {
  return with_access(data, "DELETE /api/v1/users/" + login, note_of(AccessKind::user_removed, login),
                     [&](Access& access) {
                       if (!access.remove_user(login)) return failed("нет пользователя «" + login + "»");
                       std::cout << "Пользователь «" << login << "» удалён.\n";
                       return 0;
                     });
}

int list_users(const std::filesystem::path& data) {
  return with_access(data, "GET /api/v1/users", {}, [&](Access& access) {
    for (const Person& person : access.people()) {
      std::cout << person.login << '\t' << name_of(person.role) << '\t' << person.name << '\n';
    }
    return 0;
  });
}

int add_device(const std::filesystem::path& data, const std::string& name, std::optional<Role> role,
               const std::string& key_file) {
  return with_access(data, "POST /api/v1/devices", note_of(AccessKind::device_added, name),
                     [&](Access& access) {
                       const auto key = access.add_device({DeviceId{name}, role});
                       if (!key.ok()) return failed(key.refusal().detail);
                       if (key_file.empty()) {
                         std::cout << *key << '\n';
                         return 0;
                       }
                       try {
                         write_secret(key_file, *key + "\n");
                       } catch (...) {
                         static_cast<void>(access.revoke_device(DeviceId{name}));
                         throw;
                       }
                       std::cout << "Ключ устройства «" << name << "» записан в " << key_file << ".\n";
                       return 0;
                     });
}

int revoke_device(const std::filesystem::path& data, const std::string& name) {
  return with_access(data, "DELETE /api/v1/devices/" + name, note_of(AccessKind::device_revoked, name),
                     [&](Access& access) {
                       if (!access.revoke_device(DeviceId{name}))
                         return failed("нет устройства «" + name + "»");
                       std::cout << "Ключ устройства «" << name << "» отозван.\n";
                       return 0;
                     });
}

int list_devices(const std::filesystem::path& data) {
  return with_access(data, "GET /api/v1/devices", {}, [&](Access& access) {
    for (const DeviceKey& key : access.devices()) {
      std::cout << key.device << '\t' << (key.role ? name_of(*key.role) : "по конфигурации") << '\n';
    }
    return 0;
  });
}

}  // namespace talon::http
