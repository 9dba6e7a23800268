#pragma once

#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <exception>
#include <functional>
#include <stdexcept>
#include <string>

namespace hexapla::engine_test {

// A forked process that runs `body` and ends. Its report is what `body` returned: nothing when all
// is well. Catch's macros do not work in it.
class Child {
 public:
  explicit Child(const std::function<std::string()>& body) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) throw std::runtime_error("cannot make a pipe");
    pid_ = fork();
    if (pid_ < 0) throw std::runtime_error("cannot fork");
    if (pid_ == 0) {
      close(ends[0]);
      // Catch's handlers would report in our name.
      for (int signal : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGTERM}) {
        std::signal(signal, SIG_DFL);
      }
      std::string report;
      try {
        report = body();
      } catch (const std::exception& error) {
        report = error.what();
      } catch (...) {
        report = "something else was thrown";
      }
      [[maybe_unused]] const ssize_t written = write(ends[1], report.data(), report.size());
      _exit(0);
    }
    close(ends[1]);
    pipe_ = ends[0];
  }
  ~Child() {
    if (pid_ > 0) {
      ::kill(pid_, SIGKILL);
      waitpid(pid_, nullptr, 0);
    }
    close(pipe_);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  pid_t pid() const { return pid_; }
  void signal(int number) const { ::kill(pid_, number); }

  // Waits for the end. A child that a signal ended reports that.
  std::string report() {
    std::string text;
    std::array<char, 1024> part{};
    for (ssize_t got = 0; (got = read(pipe_, part.data(), part.size())) > 0;) {
      text.append(part.data(), static_cast<std::size_t>(got));
    }
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    if (WIFSIGNALED(status)) text += "ended by signal " + std::to_string(WTERMSIG(status));
    return text;
  }

 private:
  pid_t pid_ = -1;
  int pipe_ = -1;
};

// Lets one process wait for another to get somewhere.
class Flag {
 public:
  Flag() {
    if (pipe(ends_.data()) != 0) throw std::runtime_error("cannot make a pipe");
  }
  ~Flag() {
    close(ends_[0]);
    close(ends_[1]);
  }
  Flag(const Flag&) = delete;
  Flag& operator=(const Flag&) = delete;

  void raise() const { [[maybe_unused]] const ssize_t written = write(ends_[1], "!", 1); }
  void wait() const {
    char byte = 0;
    [[maybe_unused]] const ssize_t got = read(ends_[0], &byte, 1);
  }

 private:
  std::array<int, 2> ends_{};
};

}  // namespace hexapla::engine_test
