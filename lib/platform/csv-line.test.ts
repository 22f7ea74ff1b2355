import { expect, test } from "vitest";
import { csvLine } from "./csv-line";

test.each([
  [["a", 1, null, "b"], "a,1,,b"],
  [['say "no"', "a,b", "two\nlines"], '"say ""no""","a,b","two\nlines"'],
  [["=1+1", "+1", "-1", "@sum(a)"], "'=1+1,'+1,'-1,'@sum(a)"],
  [[" =1+1", "\t=1+1", "\r=1+1"], "' =1+1,'\t=1+1,\"'\r=1+1\""],
  [["＝1+1"], "'＝1+1"],
  [['=HYPERLINK("http://x","y")'], '"\'=HYPERLINK(""http://x"",""y"")"'],
  [[-1, "1.1.0", "a=b"], "-1,1.1.0,a=b"],
])("%j", (cells, line) => {
  expect(csvLine(cells)).toBe(`${line}\r\n`);
});
