/*
 * The ceiling: how fast C can read what programs write to pseudo-terminals, and throw it away.
 *
 *   ptyread SESSIONS PROGRAM ARGUMENT...
 *
 * starts that many programs, each on its own terminal of 200x50, reads each with one blocking thread, and prints
 * "bytes nanoseconds" from the first start to the last end of file.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MAX_SESSIONS = 64, BLOCK = 65536 };

struct session {
    int master;
    pid_t child;
    long long bytes;
};

static long long nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static void *read_to_end(void *argument) {
    struct session *session = argument;
    char *block = malloc(BLOCK);
    ssize_t length;
    while (block && (length = read(session->master, block, BLOCK)) > 0) {
        session->bytes += length;
    }
    free(block);
    return NULL;
}

int main(int argc, char **argv) {
    struct session sessions[MAX_SESSIONS] = {0};
    pthread_t readers[MAX_SESSIONS];
    struct winsize size = {.ws_row = 50, .ws_col = 200};
    int count = argc > 2 ? atoi(argv[1]) : 0;
    if (count < 1 || count > MAX_SESSIONS) {
        fprintf(stderr, "usage: ptyread SESSIONS PROGRAM ARGUMENT...\n");
        return 2;
    }
    long long start = nanoseconds();
    for (int i = 0; i < count; i++) {
        sessions[i].child = forkpty(&sessions[i].master, NULL, NULL, &size);
        if (sessions[i].child < 0) {
            perror("forkpty");
            return 1;
        }
        if (sessions[i].child == 0) {
            execvp(argv[2], argv + 2);
            _exit(127);
        }
        if (pthread_create(&readers[i], NULL, read_to_end, &sessions[i]) != 0) {
            perror("pthread_create");
            return 1;
        }
    }
    long long bytes = 0;
    for (int i = 0; i < count; i++) {
        pthread_join(readers[i], NULL);
        bytes += sessions[i].bytes;
    }
    long long end = nanoseconds();
    for (int i = 0; i < count; i++) {
        waitpid(sessions[i].child, NULL, 0);
    }
    printf("%lld %lld\n", bytes, end - start);
    return 0;
}
