// SPDX-License-Identifier: MIT
// The commands of talon-server other than `run`: people, devices, the journal's care. Each returns an exit
// code (0 done, 1 failed) and says on standard output or error what was done or why not.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "server/model/actor.h"

namespace talon::http {

/// All problems of a configuration, "FILE:LINE: reason" each.
int check_configuration(const std::filesystem::path& file);

/// The password from a file's first line, or from the first line of standard input.
struct PasswordSource {
  std::string file;
};
int add_user(const std::filesystem::path& data, const std::string& login, const std::string& name, Role role,
             const PasswordSource& password);
int set_password(const std::filesystem::path& data, const std::string& login, const PasswordSource& password);
int remove_user(const std::filesystem::path& data, const std::string& login);
int list_users(const std::filesystem::path& data);

/// Prints the key once, or writes it to `key_file` readable by its owner alone.
int add_device(const std::filesystem::path& data, const std::string& name, std::optional<Role> role,
               const std::string& key_file);
int revoke_device(const std::filesystem::path& data, const std::string& name);
int list_devices(const std::filesystem::path& data);

/// Reads only, also beside `run`; received journals of mobile sessions are proven too. slip_head: ten
/// characters from a slip that must stand in the chain, or empty.
int verify_journal(const std::filesystem::path& data, const std::string& slip_head);
/// only_check: tells by exit code 1 whether a table differs from what the events make.
int rebuild_tables(const std::filesystem::path& data, bool only_check);
/// Into a file: the journal alone. Into a folder that is there: a night's backup (backup.h), of which the
/// newest `keep` are left.
int backup_hall(const std::filesystem::path& data, const std::filesystem::path& to, int keep);
/// From such a file or folder.
int restore_hall(const std::filesystem::path& data, const std::filesystem::path& from);
/// Beside `run` too: the copy of a mobile session's journal, proven, in the place of the one received before.
/// A copy that does not continue that one, or in which nothing was handed over since, changes nothing.
int receive_session(const std::filesystem::path& data, const std::filesystem::path& file);
/// One line an event; to standard output when `file` is empty.
int export_journal(const std::filesystem::path& data, const std::string& file);

}  // namespace talon::http
