package dev.coop.transport.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Base64;

/** Fields that the messages and the operations' records write differently. */
final class Fields {
    private Fields() {}

    /** Messages carry bytes, the records of all transports base64. */
    static ByteString bytes(String base64) {
        return UnsafeByteOperations.unsafeWrap(Base64.getDecoder().decode(base64));
    }

    static String base64(ByteString bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
