package dev.coop.transport.grpc;

import dev.coop.core.api.Refusal;
import dev.coop.core.api.TerminalOperations;
import dev.coop.core.api.TerminalOperations.ResizeRequest;
import dev.coop.core.api.TerminalOperations.SignalRequest;
import dev.coop.core.pty.WindowSize;
import dev.coop.proto.v1.CoopGrpc;
import dev.coop.proto.v1.ResizeResponse;
import dev.coop.proto.v1.SendSignalResponse;

/** The terminal's size and its program's signals. */
final class TerminalMethods {
    private TerminalMethods() {}

    static void add(Methods methods) {
        methods.call(
                CoopGrpc.getResizeMethod(),
                TerminalOperations.RESIZE,
                message -> new ResizeRequest(side("cols", message.getCols()), side("rows", message.getRows())),
                size -> ResizeResponse.newBuilder()
                        .setCols(size.cols())
                        .setRows(size.rows())
                        .build());
        methods.call(
                CoopGrpc.getSendSignalMethod(),
                TerminalOperations.SIGNAL,
                message -> new SignalRequest(message.getSignal(), message.getGroup()),
                answer -> SendSignalResponse.newBuilder()
                        .setDelivered(answer.delivered())
                        .build());
    }

    /** In the words of the contract, which has its own for this transport. */
    private static int side(String field, int value) {
        if (value < 0 || value > WindowSize.MAX) {
            throw Refusal.badField(field, field + " must be a positive u16");
        }
        return value;
    }
}
