package dev.coop.transport.grpc;

import dev.coop.core.api.InputOperations;
import dev.coop.core.api.InputOperations.RawInput;
import dev.coop.core.api.InputOperations.TextInput;
import dev.coop.proto.v1.CoopGrpc;
import dev.coop.proto.v1.SendInputRawResponse;
import dev.coop.proto.v1.SendInputResponse;

/** Typing. */
final class InputMethods {
    private InputMethods() {}

    static void add(Methods methods) {
        methods.call(
                CoopGrpc.getSendInputMethod(),
                InputOperations.INPUT,
                message -> new TextInput(message.getText(), message.getEnter()),
                written -> SendInputResponse.newBuilder()
                        .setBytesWritten(written.bytesWritten())
                        .build());
        methods.call(
                CoopGrpc.getSendInputRawMethod(),
                InputOperations.INPUT_RAW,
                message -> new RawInput(Fields.base64(message.getData())),
                written -> SendInputRawResponse.newBuilder()
                        .setBytesWritten(written.bytesWritten())
                        .build());
    }
}
