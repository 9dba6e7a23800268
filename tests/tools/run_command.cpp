#include "tests/tools/run_command.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

extern char** environ;

namespace hexapla::test {

namespace {

struct Pipe {
  int read_end = -1, write_end = -1;
  Pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    read_end = ends[0];
    write_end = ends[1];
  }
  ~Pipe() {
    close_read();
    close_write();
  }
  void close_read() {
    if (read_end >= 0) ::close(read_end);
    read_end = -1;
  }
  void close_write() {
    if (write_end >= 0) ::close(write_end);
    write_end = -1;
  }
};

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> result;
  for (std::string& word : words) result.push_back(word.data());
  result.push_back(nullptr);
  return result;
}

std::vector<std::string> environment_with(const std::vector<std::string>& added) {
  std::vector<std::string> all;
  const auto name_of = [](const std::string& entry) { return entry.substr(0, entry.find('=')); };
  for (char** entry = environ; *entry != nullptr; ++entry) {
    bool is_replaced = false;
    for (const std::string& one : added)
      is_replaced = is_replaced || name_of(one) == name_of(*entry);
    if (!is_replaced) all.emplace_back(*entry);
  }
  all.insert(all.end(), added.begin(), added.end());
  return all;
}

// Gives the input and takes both outputs at once, whichever the process is ready for.
void exchange(Pipe& in, Pipe& out, Pipe& err, const std::string& input, Finished& finished) {
  std::size_t written = 0;
  if (input.empty()) in.close_write();
  if (in.write_end >= 0) ::fcntl(in.write_end, F_SETFL, O_NONBLOCK);
  char buffer[65536];
  while (out.read_end >= 0 || err.read_end >= 0) {
    pollfd watched[3] = {
        {out.read_end, POLLIN, 0}, {err.read_end, POLLIN, 0}, {in.write_end, POLLOUT, 0}};
    if (::poll(watched, 3, -1) < 0) {
      if (errno == EINTR) continue;
      throw std::runtime_error("poll failed");
    }
    const auto take = [&](const pollfd& one, Pipe& pipe, std::string& text) {
      if (pipe.read_end < 0 || one.revents == 0) return;
      const ssize_t count = ::read(pipe.read_end, buffer, sizeof buffer);
      if (count > 0) {
        text.append(buffer, static_cast<std::size_t>(count));
      } else {
        pipe.close_read();
      }
    };
    take(watched[0], out, finished.out);
    take(watched[1], err, finished.err);
    if (in.write_end >= 0 && watched[2].revents != 0) {
      const ssize_t count = ::write(in.write_end, input.data() + written, input.size() - written);
      if (count > 0) written += static_cast<std::size_t>(count);
      if ((count < 0 && errno != EAGAIN) || written == input.size()) in.close_write();
    }
  }
}

}  // namespace

Finished run(const std::vector<std::string>& given_words, const RunOptions& options) {
  ::signal(SIGPIPE, SIG_IGN);  // a process that does not read its input is no failure of ours
  std::vector<std::string> words = given_words;
  std::vector<std::string> environment = environment_with(options.environment);
  Pipe in, out, err;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.read_end, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.write_end, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.write_end, STDERR_FILENO);
  pid_t process = 0;
  const int error = ::posix_spawnp(&process, words[0].c_str(), &actions, nullptr,
                                   pointers(words).data(), pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("cannot run " + words[0]);
  in.close_read();
  out.close_write();
  err.close_write();

  Finished finished;
  exchange(in, out, err, options.input, finished);
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  finished.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return finished;
}

std::string command_path() {
  const char* named = std::getenv("HEXAPLA_COMMAND");
  return named == nullptr ? HEXAPLA_COMMAND : named;
}

Workshop::Workshop() {
  const Finished made = hexapla({"init", "--by", "tester"});
  if (made.exit_code != 0) throw std::runtime_error("hexapla init failed: " + made.err);
}

Finished Workshop::hexapla(const std::vector<std::string>& words, const std::string& input) const {
  std::vector<std::string> all{command_path()};
  all.insert(all.end(), words.begin(), words.end());
  return run(all,
             {.input = input,
              .environment = {"HEXAPLA_ARCHIVE=" + archive(), "HEXAPLA_ACTOR=tester", "CI=true"}});
}

std::string Workshop::file(const std::string& name, const std::string& bytes) const {
  const std::string where = path(name);
  std::ofstream(where, std::ios::binary) << bytes;
  return where;
}

std::uint64_t Workshop::events() const {
  const Finished stats = hexapla({"stats", "--json"});
  if (stats.exit_code != 0) throw std::runtime_error("hexapla stats failed: " + stats.err);
  return nlohmann::json::parse(stats.out).at("events").get<std::uint64_t>();
}

std::vector<nlohmann::json> json_lines(const std::string& text) {
  std::vector<nlohmann::json> values;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) values.push_back(nlohmann::json::parse(line));
  }
  return values;
}

}  // namespace hexapla::test
