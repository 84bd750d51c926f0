package customerio.agent.customerio;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** What can be said about one person, and the request that an application says it with. */
public enum Statement {
  IDENTIFY(Endpoint.TRACK_IDENTIFY, Endpoint.PIPELINES_IDENTIFY),
  EVENT(Endpoint.TRACK_EVENT, Endpoint.PIPELINES_TRACK),
  PAGE(Endpoint.TRACK_EVENT, Endpoint.PIPELINES_PAGE),
  SCREEN(Endpoint.TRACK_EVENT, Endpoint.PIPELINES_SCREEN),
  DELETE(Endpoint.TRACK_DELETE, null),
  SUPPRESS(Endpoint.TRACK_SUPPRESS, null),
  UNSUPPRESS(Endpoint.TRACK_UNSUPPRESS, null),
  ADD_DEVICE(Endpoint.TRACK_ADD_DEVICE, null),
  DELETE_DEVICE(Endpoint.TRACK_DELETE_DEVICE, null);

  private static final byte[] NO_BODY = {};
  private static final String UNRESERVED = "-._~";

  private final Endpoint track;
  private final Endpoint pipelines;

  Statement(Endpoint track, Endpoint pipelines) {
    this.track = track;
    this.pipelines = pipelines;
  }

  /**
   * The parts of a statement; null where it has none.
   *
   * @param attributes of an identify, a device; the data or properties of an event
   */
  public record Words(
      String person, String name, String device, String platform, Map<?, ?> attributes) {

    /** Says nothing about a person. */
    @Override
    public String toString() {
      return "Words";
    }
  }

  /** The operation that says it, or null when the API has none. */
  public Endpoint endpoint(Api api) {
    return switch (api) {
      case TRACK -> track;
      case PIPELINES -> pipelines;
      case APP -> null;
    };
  }

  public boolean hasName() {
    return this == EVENT || this == PAGE || this == SCREEN;
  }

  public boolean hasDevice() {
    return this == ADD_DEVICE || this == DELETE_DEVICE;
  }

  public boolean hasAttributes() {
    return this == IDENTIFY || this == ADD_DEVICE || hasName();
  }

  /** The path, percent-encoded; nothing but the unreserved characters of RFC 3986 stay plain. */
  public String path(Api api, Words words) {
    String path = endpoint(api).template();
    if (api == Api.TRACK) {
      path = path.replace("{identifier}", encoded(words.person));
      if (this == DELETE_DEVICE) {
        path = path.replace("{device_id}", encoded(words.device));
      }
    }
    return path;
  }

  /**
   * @return JSON; empty when the operation has no body
   * @throws UnsayableValueException an attribute is none that JSON knows
   */
  public byte[] body(Api api, Words words) throws IOException {
    if (!hasAttributes()) {
      return NO_BODY;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = Json.generator(out)) {
      AttributesWriter attributes = new AttributesWriter(json, api);
      if (api == Api.PIPELINES) {
        writePipelines(json, attributes, words);
      } else {
        writeTrack(json, attributes, words);
      }
    }
    return out.toByteArray();
  }

  private void writePipelines(JsonGenerator json, AttributesWriter attributes, Words words)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("userId", words.person);
    if (hasName()) {
      json.writeStringField(this == EVENT ? "event" : "name", words.name);
    }
    json.writeFieldName(this == IDENTIFY ? "traits" : "properties");
    attributes.write(words.attributes);
    json.writeEndObject();
  }

  private void writeTrack(JsonGenerator json, AttributesWriter attributes, Words words)
      throws IOException {
    if (this == IDENTIFY) {
      attributes.write(words.attributes);
      return;
    }
    json.writeStartObject();
    if (this == ADD_DEVICE) {
      writeDevice(json, attributes, words);
    } else {
      if (this != EVENT) {
        json.writeStringField("type", name().toLowerCase(Locale.ROOT));
      }
      json.writeStringField("name", words.name);
      json.writeFieldName("data");
      attributes.write(words.attributes);
    }
    json.writeEndObject();
  }

  private static void writeDevice(JsonGenerator json, AttributesWriter attributes, Words words)
      throws IOException {
    json.writeObjectFieldStart("device");
    json.writeStringField("id", words.device);
    json.writeStringField("platform", words.platform);
    if (!words.attributes.isEmpty()) {
      json.writeFieldName("attributes");
      attributes.write(words.attributes);
    }
    json.writeEndObject();
  }

  private static String encoded(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char plain = (char) (octet & 0xFF);
      boolean isPlain =
          plain >= 'a' && plain <= 'z'
              || plain >= 'A' && plain <= 'Z'
              || plain >= '0' && plain <= '9'
              || UNRESERVED.indexOf(plain) >= 0;
      if (isPlain) {
        encoded.append(plain);
      } else {
        encoded.append('%');
        encoded.append(Character.toUpperCase(Character.forDigit(plain >> 4, 16)));
        encoded.append(Character.toUpperCase(Character.forDigit(plain & 15, 16)));
      }
    }
    return encoded.toString();
  }
}
