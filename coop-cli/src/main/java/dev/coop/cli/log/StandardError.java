package dev.coop.cli.log;

import java.io.PrintWriter;

/** What coop was given to say things on. */
record StandardError(PrintWriter errors) implements LogWriter.Destination {
    @Override
    public void write(String line) {
        errors.println(line);
    }

    @Override
    public void close() {
        // It is not ours alone.
    }
}
