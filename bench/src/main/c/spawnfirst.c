/*
 * The ceiling of starting a program on a new terminal: posix_spawn in C.
 *
 *   spawnfirst COUNT PROGRAM ARGUMENT...
 *
 * starts the program COUNT times, one after the other, and prints for each the nanoseconds from opening the terminal
 * to the first byte of output, or to the end of file for a program that writes nothing.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char *const environment[] = {"PATH=/usr/bin:/bin", "TERM=xterm-256color", NULL};

static long long nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static void check(const char *what, int error) {
    if (error != 0) {
        fprintf(stderr, "%s: %s\n", what, strerror(error));
        exit(1);
    }
}

static pid_t start(int master, char **arguments) {
    char slave[64];
    check("ptsname_r", ptsname_r(master, slave, sizeof slave));
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, slave, O_RDWR, 0);
    posix_spawn_file_actions_adddup2(&actions, 0, 1);
    posix_spawn_file_actions_adddup2(&actions, 0, 2);
    posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    pid_t child;
    check("posix_spawn", posix_spawn(&child, arguments[0], &actions, &attributes, arguments, environment));
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return child;
}

int main(int argc, char **argv) {
    int count = argc > 2 ? atoi(argv[1]) : 0;
    if (count < 1) {
        fprintf(stderr, "usage: spawnfirst COUNT PROGRAM ARGUMENT...\n");
        return 2;
    }
    struct winsize size = {.ws_row = 50, .ws_col = 200};
    char block[4096];
    for (int i = 0; i < count; i++) {
        long long begin = nanoseconds();
        int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
        if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0 || ioctl(master, TIOCSWINSZ, &size) != 0) {
            perror("posix_openpt");
            return 1;
        }
        pid_t child = start(master, argv + 2);
        ssize_t length = read(master, block, sizeof block);
        long long first = nanoseconds();
        while (length > 0) {
            length = read(master, block, sizeof block);
        }
        waitpid(child, NULL, 0);
        close(master);
        printf("%lld\n", first - begin);
    }
    return 0;
}
