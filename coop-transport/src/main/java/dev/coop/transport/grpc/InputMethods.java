package dev.coop.transport.grpc;

import dev.coop.core.api.InputOperations;
import dev.coop.core.api.InputOperations.KeysInput;
import dev.coop.core.api.InputOperations.RawInput;
import dev.coop.core.api.InputOperations.TextInput;
import dev.coop.core.api.InputOperations.UploadRequest;
import dev.coop.proto.v1.CoopGrpc;
import dev.coop.proto.v1.SendInputRawResponse;
import dev.coop.proto.v1.SendInputResponse;
import dev.coop.proto.v1.SendKeysResponse;
import dev.coop.proto.v1.UploadResponse;

/** Typing, and files for the program. */
final class InputMethods {
    private InputMethods() {}

    static void add(Methods methods) {
        methods.typing(
                CoopGrpc.getSendInputMethod(),
                InputOperations.INPUT,
                message -> new TextInput(message.getText(), message.getEnter()),
                written -> SendInputResponse.newBuilder()
                        .setBytesWritten(written.bytesWritten())
                        .build());
        methods.typing(
                CoopGrpc.getSendInputRawMethod(),
                InputOperations.INPUT_RAW,
                message -> new RawInput(Fields.base64(message.getData())),
                written -> SendInputRawResponse.newBuilder()
                        .setBytesWritten(written.bytesWritten())
                        .build());
        methods.typing(
                CoopGrpc.getSendKeysMethod(),
                InputOperations.INPUT_KEYS,
                message -> new KeysInput(message.getKeysList()),
                written -> SendKeysResponse.newBuilder()
                        .setBytesWritten(written.bytesWritten())
                        .build());
        methods.upload(
                CoopGrpc.getUploadMethod(),
                InputOperations.UPLOAD,
                message -> new UploadRequest(message.getFilename(), Fields.base64(message.getData())),
                uploaded -> UploadResponse.newBuilder()
                        .setPath(uploaded.path())
                        .setBytesWritten(uploaded.bytesWritten())
                        .build());
    }
}
