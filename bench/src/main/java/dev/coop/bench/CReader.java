package dev.coop.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The raw loop in C, run as a program of its own. */
record CReader(Path program) {
    static Optional<CReader> installed() {
        return Installed.cProgram("ptyread").map(CReader::new);
    }

    /** So many programs at once, each writing the file to its own terminal. */
    Throughput run(WorkloadFile file, int sessions) throws IOException, InterruptedException {
        String answer = ProgramOutput.of(
                program.toString(), String.valueOf(sessions), "cat", file.path().toString());
        String[] words = answer.strip().split(" ", 2);
        long bytes = Long.parseLong(words[0]);
        file.checkAllRead(bytes, sessions);
        return Throughput.elsewhere(bytes, Long.parseLong(words[1]));
    }
}
