package customerio.agent.instrumentation.weaving;

import java.io.IOException;

/** Methods of all shapes, to be woven. */
public interface Calculator {

  String all(
      boolean z, byte b, char c, short s, int i, long j, float f, double d, String l, int[] a);

  int sum(int count) throws IOException;

  long wide(long left, double right);

  void nothing();

  /** Its code begins with a loop, so the first instruction is a jump target. */
  final class Plain implements Calculator {

    @Override
    public String all(
        boolean z, byte b, char c, short s, int i, long j, float f, double d, String l, int[] a) {
      return z + " " + b + " " + c + " " + s + " " + i + " " + j + " " + f + " " + d + " " + l + " "
          + a.length;
    }

    @Override
    public int sum(int count) throws IOException {
      int sum = 0;
      try {
        while (count > 0) {
          sum += count--;
          if (sum > 1_000) {
            throw new IOException("too much");
          }
        }
      } catch (IllegalStateException e) {
        return -1;
      }
      return sum;
    }

    @Override
    public long wide(long left, double right) {
      do {
        left += (long) right;
      } while (left < 0);
      return left;
    }

    @Override
    public void nothing() {
      throw new UnsupportedOperationException("original");
    }
  }
}
