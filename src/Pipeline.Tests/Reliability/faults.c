// Stands between a program and the system, and strikes at one of the calls that change files below a folder.
//
//   FAULT_FOLDER  only files below it count
//   FAULT_LOG     a file outside it that gets a line for each call: its name and the file's
//   FAULT_AT      at which call to strike, counted from 1; none where it is not set
//   FAULT_KIND    kill: the process ends there, a write half done; full: from there on no byte and no name finds room
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum verdict { GO_ON, STRIKE };

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static long calls;
static int is_full;

static int kills(void) {
    const char *kind = getenv("FAULT_KIND");
    return kind && !strcmp(kind, "kill");
}

static void end(void) {
    kill(getpid(), SIGKILL);
    pause();
}

static enum verdict at(const char *call, const char *path) {
    const char *folder = getenv("FAULT_FOLDER");
    if (!folder || strncmp(path, folder, strlen(folder)))
        return GO_ON;
    pthread_mutex_lock(&gate);
    calls++;
    const char *log = getenv("FAULT_LOG");
    if (log) {
        char line[PATH_MAX + 32];
        int length = snprintf(line, sizeof line, "%s %s\n", call, path + strlen(folder));
        int file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (syscall(SYS_write, file, line, length) != length)
            abort();
        syscall(SYS_close, file);
    }
    const char *number = getenv("FAULT_AT");
    int strikes = number && calls == atol(number);
    if (strikes && !kills())
        is_full = 1;
    enum verdict verdict = strikes || is_full ? STRIKE : GO_ON;
    pthread_mutex_unlock(&gate);
    return verdict;
}

static enum verdict at_descriptor(const char *call, int descriptor) {
    char name[64], path[PATH_MAX];
    snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length < 0)
        return GO_ON;
    path[length] = 0;
    return at(call, path);
}

static int no_room(void) {
    if (kills())
        end();
    errno = ENOSPC;
    return -1;
}

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

ssize_t write(int descriptor, const void *bytes, size_t count) {
    REAL(write);
    if (at_descriptor("write", descriptor) == GO_ON)
        return real(descriptor, bytes, count);
    if (kills())
        (void)!real(descriptor, bytes, count / 2);
    return no_room();
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
    REAL(pwrite64);
    if (at_descriptor("write", descriptor) == GO_ON)
        return real(descriptor, bytes, count, offset);
    if (kills())
        (void)!real(descriptor, bytes, count / 2, offset);
    return no_room();
}

ssize_t pwritev64(int descriptor, const struct iovec *parts, int count, off64_t offset) {
    REAL(pwritev64);
    return at_descriptor("write", descriptor) == GO_ON ? real(descriptor, parts, count, offset) : no_room();
}

int fsync(int descriptor) {
    REAL(fsync);
    return at_descriptor("fsync", descriptor) == GO_ON ? real(descriptor) : no_room();
}

int rename(const char *from, const char *to) {
    REAL(rename);
    return at("rename", to) == GO_ON ? real(from, to) : no_room();
}

int unlink(const char *path) {
    REAL(unlink);
    // A full disk does not stand in the way of a removal.
    if (at("unlink", path) == STRIKE && kills())
        end();
    return real(path);
}

int open64(const char *path, int flags, ...) {
    REAL(open64);
    mode_t mode = 0;
    if (flags & O_CREAT) {
        va_list rest;
        va_start(rest, flags);
        mode = va_arg(rest, mode_t);
        va_end(rest);
        if (at("create", path) == STRIKE)
            return no_room();
    }
    return real(path, flags, mode);
}
