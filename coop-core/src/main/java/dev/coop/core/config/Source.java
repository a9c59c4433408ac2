package dev.coop.core.config;

import java.nio.file.Path;

/** Where a value came from. */
public sealed interface Source {
    /** As a person reads it: {@code --port}, {@code COOP_PORT}, a file and line, {@code default}. */
    String text();

    /** How an error names this as the place of a setting's value. */
    String place(String key);

    record Flag(String name) implements Source {
        @Override
        public String text() {
            return name;
        }

        @Override
        public String place(String unused) {
            return "option '" + name + "'";
        }
    }

    record Variable(String name) implements Source {
        @Override
        public String text() {
            return name;
        }

        @Override
        public String place(String unused) {
            return "the variable " + name;
        }
    }

    /**
     * The configuration file.
     *
     * @param line from 1, or 0 where it could not be found out
     */
    record File(Path path, int line) implements Source {
        @Override
        public String text() {
            return line == 0 ? path.toString() : path + ":" + line;
        }

        @Override
        public String place(String key) {
            return text() + ": '" + key + "'";
        }
    }

    record Default() implements Source {
        @Override
        public String text() {
            return "default";
        }

        @Override
        public String place(String key) {
            return "the default of '" + key + "'";
        }
    }
}
