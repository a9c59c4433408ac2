package dev.coop.core.vt;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of a program's output its terminal has left out so far, by reason. What is left out is left out whole.
 *
 * @param unknownFunctions escape and control sequences that the terminal does not know
 * @param unknownStrings operating system commands and device control strings that it does not know, and all APC, PM and SOS
 * @param unknownModes modes that were set or reset and that it does not have
 * @param malformedSequences sequences that are none: wrongly built, or broken off by a byte that can't be in one
 * @param tooManyParameters sequences with more than {@value Params#MAX_PARAMS} parameters
 * @param tooLongStrings commands and device control strings of more than {@value Parser#MAX_COMMAND_BYTES} bytes
 * @param malformedCharacters bytes that are not UTF-8, shown as U+FFFD
 * @param marks combining marks and joined characters beyond what a cell or the table of clusters holds
 * @param decorations characters without their link or underline colour, because too many different ones are shown
 */
public record Dropped(
        long unknownFunctions,
        long unknownStrings,
        long unknownModes,
        long malformedSequences,
        long tooManyParameters,
        long tooLongStrings,
        long malformedCharacters,
        long marks,
        long decorations) {
    /** The same figures by name. */
    public SortedMap<String, Long> byReason() {
        return new TreeMap<>(Map.of(
                "unknown_function", unknownFunctions,
                "unknown_string", unknownStrings,
                "unknown_mode", unknownModes,
                "malformed_sequence", malformedSequences,
                "too_many_parameters", tooManyParameters,
                "too_long_string", tooLongStrings,
                "malformed_character", malformedCharacters,
                "mark", marks,
                "decoration", decorations));
    }
}
