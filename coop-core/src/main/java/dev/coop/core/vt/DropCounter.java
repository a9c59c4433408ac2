package dev.coop.core.vt;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what a terminal leaves out. The terminal's thread counts; {@link #read} is for any thread. */
final class DropCounter {
    private final AtomicLong unknownFunctions = new AtomicLong();
    private final AtomicLong unknownStrings = new AtomicLong();
    private final AtomicLong unknownModes = new AtomicLong();
    private final AtomicLong malformedSequences = new AtomicLong();
    private final AtomicLong tooManyParameters = new AtomicLong();
    private final AtomicLong tooLongStrings = new AtomicLong();
    private final AtomicLong malformedCharacters = new AtomicLong();
    private final AtomicLong marks = new AtomicLong();
    private final AtomicLong decorations = new AtomicLong();

    void unknownFunction() {
        countOne(unknownFunctions);
    }

    void unknownString() {
        countOne(unknownStrings);
    }

    void unknownMode() {
        countOne(unknownModes);
    }

    void malformedSequence() {
        countOne(malformedSequences);
    }

    void tooManyParameters() {
        countOne(tooManyParameters);
    }

    void tooLongString() {
        countOne(tooLongStrings);
    }

    void malformedCharacter() {
        countOne(malformedCharacters);
    }

    void mark() {
        countOne(marks);
    }

    void decoration() {
        countOne(decorations);
    }

    /** One thread writes, so the sum needs no atomic operation, which would cost hostile output ten times as much. */
    private static void countOne(AtomicLong count) {
        count.setOpaque(count.getPlain() + 1);
    }

    Dropped read() {
        return new Dropped(
                unknownFunctions.getOpaque(),
                unknownStrings.getOpaque(),
                unknownModes.getOpaque(),
                malformedSequences.getOpaque(),
                tooManyParameters.getOpaque(),
                tooLongStrings.getOpaque(),
                malformedCharacters.getOpaque(),
                marks.getOpaque(),
                decorations.getOpaque());
    }
}
