import { assertEquals, assertThrows } from "@std/assert";
import { mathMarkup } from "./math_markup.ts";

Deno.test("a formula keeps its structure, its text is escaped, and operators without a shape stay", () => {
  const cases = [
    ["<math><mi>w</mi><mo>=</mo><mn>1</mn></math>", "<math><mi>w</mi><mo>=</mo><mn>1</mn></math>"],
    ['<math display="block"><mspace width="1em" /></math>'],
    ["<math><mo>&lt;</mo><mtext>&#x3c;b&#62; &amp;amp;</mtext></math>"],
    ["<math><mo>\u2061</mo></math>", "<math><mo>&af;</mo></math>"],
    ["<math><mi>\u202e\u0007</mi></math>", "<math><mi>\ufffd\ufffd</mi></math>"],
  ];
  const wanted = [
    cases[0][1],
    '<math display="block"><mspace width="1em"></mspace></math>',
    "<math><mo>&lt;</mo><mtext>&lt;b&gt; &amp;amp;</mtext></math>",
    cases[3][1],
    cases[4][1],
  ];
  assertEquals(cases.map(([mathml]) => mathMarkup(mathml).text), wanted);
});

Deno.test("attributes that are not of the list, or not of its form, are left out", () => {
  const kept = (attribute: string) => mathMarkup(`<math><mi ${attribute}>x</mi></math>`).text;
  for (
    const attribute of [
      ...['onclick="x"', 'style="x"', 'id="x"', 'href="x"', 'xlink-href="x"', 'class="bar"'],
      ...['class="tml-a bar"', 'width="calc(1em)"', 'display="block;"', 'mathvariant="bold"'],
      ...['tabindex="0"', 'stretchy="yes"', 'constructor="x"'],
    ]
  ) assertEquals(kept(attribute), "<math><mi>x</mi></math>", attribute);
  for (
    const attribute of ['class="tml-right"', 'width="0.17em"', 'lspace="-1em"', 'form="infix"']
  ) {
    assertEquals(kept(attribute), `<math><mi ${attribute}>x</mi></math>`);
  }
});

Deno.test("what is no formula is refused: other elements, another order, text around it, and no end", () => {
  for (
    const wrong of [
      ...[
        "",
        "x",
        "<mi>x</mi>",
        "<math>",
        "</math>",
        "<math></math><math></math>",
        "<math></math>x",
      ],
      ...["x<math></math>", "<math><math></math></math>", "<math><mi></math></mi>", "<math></mi>"],
      ...["<math><script>x</script></math>", "<math><svg></svg></math>", "<math><a>x</a></math>"],
      ...["<math><annotation-xml></annotation-xml></math>", "<math><maction></maction></math>"],
      ...["<math><!-- --></math>", "<math><mi <b></mi></math>", "<math><mi a='x'>x</mi></math>"],
      ...["<math><![CDATA[<b>]]></math>", "<Math></Math>", "<math><mi\n>x</mi></math>"],
      `<math><mtext>${"x".repeat(100_000)}</mtext></math>`,
    ]
  ) assertThrows(() => mathMarkup(wrong), RangeError, "a formula is one math element", wrong);
});
