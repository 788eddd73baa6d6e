/* Loaded before the C library: writes down by which calls a program and its children change what is
   below a folder, and lets one of these calls fail, or kills the process there.

   FAULT_BELOW  the folder; what is outside of it goes its way
   FAULT_LOG    the file that each call is written to, a line of LINE bytes: its name and its path
   FAULT_AT     the number of the call, from 1; with a + behind it, of all from there on
   FAULT_DOES   what it does there: kill, killall (the whole process group), half, or an errno

   A write that is killed has written half of its bytes; half is that without the kill. The number
   of a call is where the log ends after its line, so that it counts those of all processes. What
   the C library does within itself, as when git keeps a message by fopen, is not seen. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { LINE = 512, GO = 0, FAIL = -1, HALF = 1, KILL = 2, KILLALL = 3 };

static void whole_path(char *whole, int folder, const char *path)
{
    char link[64];
    ssize_t length;
    if (path && *path == '/') {
        snprintf(whole, PATH_MAX, "%s", path);
        return;
    }
    if (folder == AT_FDCWD)
        snprintf(link, sizeof link, "/proc/self/cwd");
    else
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    length = readlink(link, whole, PATH_MAX - 1);
    whole[length < 0 ? 0 : length] = 0;
    if (path) {
        size_t used = strlen(whole);
        snprintf(whole + used, PATH_MAX - used, "/%s", path);
    }
}

static long written_down(const char *name, const char *path)
{
    char line[LINE];
    int used = snprintf(line, LINE, "%s %s", name, path);
    int flags = O_WRONLY | O_CREAT | O_APPEND;
    int log = syscall(SYS_openat, AT_FDCWD, getenv("FAULT_LOG"), flags, 0600);
    long end;
    if (used > LINE - 1)
        used = LINE - 1;
    memset(line + used, ' ', LINE - used);
    line[LINE - 1] = '\n';
    syscall(SYS_write, log, line, LINE);
    end = syscall(SYS_lseek, log, 0, SEEK_CUR);
    syscall(SYS_close, log);
    return end / LINE;
}

/* What is to happen at a call on a path, or on an open file where path is NULL. */
static int fault(const char *name, int folder, const char *path)
{
    const char *below = getenv("FAULT_BELOW"), *at = getenv("FAULT_AT");
    const char *does = getenv("FAULT_DOES");
    char whole[PATH_MAX];
    int before = errno;
    long nth, wanted;
    if (!below || !getenv("FAULT_LOG"))
        return GO;
    whole_path(whole, folder, path);
    errno = before;
    if (strncmp(whole, below, strlen(below)))
        return GO;
    nth = written_down(name, whole + strlen(below));
    errno = before;
    wanted = at ? atol(at) : 0;
    if (!wanted || !does || nth < wanted || (nth > wanted && !strchr(at, '+')))
        return GO;
    if (!strcmp(does, "half"))
        return HALF;
    if (!strcmp(does, "kill"))
        return KILL;
    if (!strcmp(does, "killall"))
        return KILLALL;
    errno = atoi(does);
    return FAIL;
}

static long killed(int how)
{
    kill(how == KILLALL ? 0 : getpid(), SIGKILL);
    pause();
    return FAIL;
}

/* A call that is made or not, but never in part. */
#define STEP(name, folder, path, call)                                                             \
    do {                                                                                           \
        int how = fault(name, folder, path);                                                       \
        if (how == FAIL)                                                                           \
            return -1;                                                                             \
        if (how >= KILL)                                                                           \
            return killed(how);                                                                    \
        return call;                                                                               \
    } while (0)

/* A write of this many bytes, of which half may be made. */
#define WRITE(name, file, all, call, half)                                                         \
    do {                                                                                           \
        int how = fault(name, file, NULL);                                                         \
        long done;                                                                                 \
        if (how == FAIL)                                                                           \
            return -1;                                                                             \
        if (how == GO || ((all) < 2 && how == HALF))                                               \
            return call;                                                                           \
        done = half;                                                                               \
        return how >= KILL ? killed(how) : done;                                                   \
    } while (0)

ssize_t write(int file, const void *bytes, size_t size)
{
    WRITE("write", file, size, syscall(SYS_write, file, bytes, size),
          syscall(SYS_write, file, bytes, size / 2));
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t at)
{
    WRITE("pwrite", file, size, syscall(SYS_pwrite64, file, bytes, size, at),
          syscall(SYS_pwrite64, file, bytes, size / 2, at));
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t at)
{
    return pwrite64(file, bytes, size, at);
}

ssize_t writev(int file, const struct iovec *parts, int count)
{
    WRITE("writev", file, count, syscall(SYS_writev, file, parts, count),
          syscall(SYS_writev, file, parts, count / 2));
}

int fsync(int file) { STEP("fsync", file, NULL, syscall(SYS_fsync, file)); }

int fdatasync(int file) { STEP("fdatasync", file, NULL, syscall(SYS_fdatasync, file)); }

int ftruncate64(int file, off64_t size)
{
    STEP("ftruncate", file, NULL, syscall(SYS_ftruncate, file, size));
}

int ftruncate(int file, off_t size) { return ftruncate64(file, size); }

int fchmod(int file, mode_t mode) { STEP("fchmod", file, NULL, syscall(SYS_fchmod, file, mode)); }

int chmod(const char *path, mode_t mode)
{
    STEP("chmod", AT_FDCWD, path, syscall(SYS_fchmodat, AT_FDCWD, path, mode));
}

int fchmodat(int folder, const char *path, mode_t mode, int flags)
{
    (void)flags;
    STEP("chmod", folder, path, syscall(SYS_fchmodat, folder, path, mode));
}

int renameat2(int from, const char *old, int to, const char *new, unsigned flags)
{
    STEP("rename", to, new, syscall(SYS_renameat2, from, old, to, new, flags));
}

int renameat(int from, const char *old, int to, const char *new)
{
    return renameat2(from, old, to, new, 0);
}

int rename(const char *old, const char *new) { return renameat(AT_FDCWD, old, AT_FDCWD, new); }

int linkat(int from, const char *old, int to, const char *new, int flags)
{
    STEP("link", to, new, syscall(SYS_linkat, from, old, to, new, flags));
}

int link(const char *old, const char *new) { return linkat(AT_FDCWD, old, AT_FDCWD, new, 0); }

int unlinkat(int folder, const char *path, int flags)
{
    STEP(flags & AT_REMOVEDIR ? "rmdir" : "unlink", folder, path,
         syscall(SYS_unlinkat, folder, path, flags));
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }

int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int folder, const char *path, mode_t mode)
{
    STEP("mkdir", folder, path, syscall(SYS_mkdirat, folder, path, mode));
}

int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

static int opened(int folder, const char *path, int flags, mode_t mode)
{
    if (!(flags & (O_CREAT | O_TRUNC)) && (flags & O_TMPFILE) != O_TMPFILE)
        return syscall(SYS_openat, folder, path, flags, mode);
    STEP("create", folder, path, syscall(SYS_openat, folder, path, flags, mode));
}

#define OPEN(folder)                                                                               \
    va_list more;                                                                                  \
    mode_t mode;                                                                                   \
    va_start(more, flags);                                                                         \
    mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;                               \
    va_end(more);                                                                                  \
    return opened(folder, path, flags, mode)

int open(const char *path, int flags, ...) { OPEN(AT_FDCWD); }

int open64(const char *path, int flags, ...) { OPEN(AT_FDCWD); }

int openat(int folder, const char *path, int flags, ...) { OPEN(folder); }

int openat64(int folder, const char *path, int flags, ...) { OPEN(folder); }
