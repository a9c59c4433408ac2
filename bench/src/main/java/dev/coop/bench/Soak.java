package dev.coop.bench;

import dev.coop.core.vt.Dump;
import dev.coop.core.vt.Snapshot;
import dev.coop.core.vt.Terminal;
import dev.coop.core.vt.TerminalListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Feeds hostile output to terminals for as long as one likes. Nothing may throw; every screen keeps its promises; where
 * the output is split makes no difference, also not to a terminal that was rebuilt from a dump in between.
 *
 * <p>Each terminal has its own seed, so that a failure is found again after seconds and not after the whole run.
 */
final class Soak {
    private static final long DEFAULT_BYTES = 2_000_000_000;
    private static final int BYTES_PER_SEED = 10_000_000;
    private static final int HISTORY_LINES = 200;
    private static final int MAX_COLUMNS = 140;
    private static final int MAX_ROWS = 50;
    private static final int MAX_PIECE_BYTES = 512;

    /** One block in so many is fed to a rebuilt terminal too, which costs a dump and two snapshots. */
    private static final int BLOCKS_PER_REBUILDING = 32;

    private static final int BLOCKS_PER_RESIZE = 8;
    private static final long BYTES_PER_PROGRESS = 50_000_000;
    private static final TerminalListener DEAF = bytes -> {};

    /** Ends what a dump does not tell: a sequence under way, and what REP would repeat. */
    private static final byte[] SETTLE = "\030\007".getBytes(StandardCharsets.US_ASCII);

    private final HostileOutput output;
    private final SplittableRandom random;
    private final Terminal terminal = new Terminal(80, 24, HISTORY_LINES, DEAF);

    private Soak(HostileOutput output, long seed) {
        this.output = output;
        random = new SplittableRandom(seed);
    }

    public static void main(String[] arguments) throws IOException {
        HostileOutput output = new HostileOutput(Path.of(arguments[0]));
        long bytes = DEFAULT_BYTES;
        long seed = new Random().nextInt(1_000_000);
        for (int i = 1; i < arguments.length; i += 2) {
            long value = i + 1 < arguments.length ? number(arguments[i + 1]) : -1;
            if (value >= 0 && arguments[i].equals("--bytes")) {
                bytes = value;
            } else if (value >= 0 && arguments[i].equals("--seed")) {
                seed = value;
            } else {
                System.err.println("usage: bench/soak [--bytes N] [--seed S]");
                System.exit(2);
            }
        }
        System.exit(run(output, bytes, seed) ? 0 : 1);
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    private static boolean run(HostileOutput output, long bytes, long firstSeed) {
        long begin = System.nanoTime();
        long fed = 0;
        long told = 0;
        for (long seed = firstSeed; fed < bytes; seed++) {
            Soak soak = new Soak(output, seed);
            try {
                soak.feed(Math.min(BYTES_PER_SEED, bytes - fed));
            } catch (RuntimeException | StackOverflowError failure) {
                failure.printStackTrace();
                System.out.printf(
                        "FAILED  seed %d after %,d bytes; again: bench/soak --seed %d --bytes %d%n",
                        seed, soak.terminal.offset(), seed, BYTES_PER_SEED);
                return false;
            }
            fed += soak.terminal.offset();
            if (fed - told >= BYTES_PER_PROGRESS || fed >= bytes) {
                double seconds = (System.nanoTime() - begin) / 1e9;
                System.out.printf("%,d of %,d bytes, seed %d, %.1f MB/s%n", fed, bytes, seed, fed / seconds / 1e6);
                told = fed;
            }
        }
        System.out.printf("ok      %,d bytes, seeds from %d%n", fed, firstSeed);
        return true;
    }

    private void feed(long bytes) {
        while (terminal.offset() < bytes) {
            byte[] block = output.next(random);
            if (random.nextInt(BLOCKS_PER_RESIZE) == 0) {
                terminal.resize(1 + random.nextInt(MAX_COLUMNS), 1 + random.nextInt(MAX_ROWS));
            }
            if (random.nextInt(BLOCKS_PER_REBUILDING) == 0) {
                terminal.feed(SETTLE, 0, SETTLE.length);
                Terminal rebuilt = rebuilt();
                requireSame(rebuilt);
                rebuilt.feed(block, 0, block.length);
                feedInPieces(block);
                requireSame(rebuilt);
            } else {
                feedInPieces(block);
            }
            terminal.check();
        }
    }

    private void feedInPieces(byte[] block) {
        for (int at = 0; at < block.length; ) {
            int length = Math.min(block.length - at, random.nextInt(MAX_PIECE_BYTES));
            terminal.feed(block, at, length);
            at += length;
        }
    }

    private Terminal rebuilt() {
        Dump dump = terminal.dump();
        Snapshot size = terminal.snapshot();
        Terminal copy = new Terminal(size.columns(), size.height(), HISTORY_LINES, DEAF);
        byte[] sequences = dump.sequences().getBytes(StandardCharsets.UTF_8);
        copy.feed(sequences, 0, sequences.length);
        copy.feed(SETTLE, 0, SETTLE.length);
        return copy;
    }

    /** The wrapping of empty lines is not in a dump, so lines are compared as they look. */
    private void requireSame(Terminal other) {
        Snapshot ours = terminal.snapshot();
        Snapshot theirs = other.snapshot();
        if (!seen(ours).equals(seen(theirs))) {
            throw new IllegalStateException("the rebuilt terminal differs:\n" + seen(ours) + "\n" + seen(theirs));
        }
    }

    private static List<Object> seen(Snapshot s) {
        return List.of(
                s.ansi(), s.cursorRow(), s.cursorColumn(), s.alternate(), s.modes(), s.keyboardFlags(), s.title());
    }
}
