// Articles made for the browser: one that attacks the page by every field it can, and one as long as a page gets.

const marks = '\u0301\u0315\u0322\u0334\u0347'.repeat(2000);  // 10,000 combining marks on one letter
const bidi = '\u202E\u2066\u202D\u2067\u200F';                // overrides and isolates that nobody ends
const invisible = 'pay\u200Bpal\u200D\u2060\uFEFF\u00AD.com';
export const markup = '<script>alert(1)</script><img src=x onerror=alert(2)>';
const attribute = '" onmouseover="alert(3)" style="position:fixed;inset:0" x="';
const entity = '&lt;b&gt;&amp;&#60;script&#62;';
const closing = '</title></style></script></table></main>-->]]>';
const unbroken = 'W'.repeat(3000);

export function* hostileArticle() {
  const article = 'hostile';
  const blocks = [
    { role: 'title', text: `${markup} ${closing} ${entity}` },
    { role: 'byline', text: `By ${attribute}` },
    { role: 'caption', text: `${markup} ${bidi} caption` },
    { role: 'paragraph', text: `${bidi}evil txt.exe. Then plain words follow.` },
    { role: 'paragraph', text: `A${marks} letter under ten thousand marks.` },
    { role: 'paragraph', text: `Write to ${invisible} for 412,000 crowns.` },
    { role: 'paragraph', text: unbroken },
    { role: 'link', text: `Read ${markup}`, href: 'javascript:alert(4)' },
    { role: 'link', text: 'Read another', href: 'https://example.org/"><script>alert(5)</script>' },
    { role: 'paragraph', text: '${alert(6)} {{7*7}} `code` %3Cscript%3E \\u003cscript\\u003e' },
  ];
  yield {
    article, variant: 'en', language: 'en', kind: 'original', author: `${markup}${bidi}`, publisher: `${attribute}${closing}`,
    source: 'javascript:alert(7)', blocks,
  };
  yield {
    article, variant: 'ar', language: 'ar', kind: 'machine', from: 'hostile/en@1',
    engine: { name: `${markup}${attribute}`, version: `${bidi}1.0` },
    blocks: [
      { role: 'title', text: `عنوان ${markup} ${bidi}` },
      { role: 'label', text: `ترجمة آلية ${markup} ${attribute}` },
      { role: 'paragraph', text: `نص عادي ${bidi} ثم كلمات أخرى.` },
      { role: 'paragraph', text: `حرف${marks.slice(0, 500)} تحت العلامات.` },
      { role: 'paragraph', text: `اكتب إلى ${invisible} مقابل ٤٢١٬٠٠٠ كرونة.` },
      { role: 'paragraph', text: unbroken },
    ],
    statements: [
      { property: 'label', value: `${markup}${bidi}${attribute}`, basis: 'declared' },
      { property: 'licence', value: `${closing}${marks.slice(0, 400)}`, basis: 'declared' },
    ],
  };
  for (const [variant, kind, ending] of [['en~first', 'machine', 'plain words follow'], ['en~second', 'post-edited', 'other words follow']]) {
    yield {
      article, variant, language: 'en', kind, from: 'hostile/ar@1', translator: `${bidi}${markup}`,
      blocks: [
        { role: 'title', text: `${markup} ${variant}` },
        { role: 'paragraph', text: `${bidi}evil txt.exe. Then ${ending}. ${entity}` },
        { role: 'paragraph', text: `A letter under ${ending}.` },
      ],
    };
  }
}

// Words of each language, from which sentences are drawn; all numbers are the same in every version.
const words = {
  ar: 'السفينة تعبر البحيرة كل مساء وفيها ركاب كثيرون والقبطان ينظر إلى الضوء فوق الميناء القديم بين الجبال'.split(' '),
  he: 'הספינה חוצה את האגם בכל ערב ובה נוסעים רבים והקברניט מביט אל האור מעל הנמל הישן בין ההרים'.split(' '),
  uk: 'човен перетинає озеро щовечора разом із пасажирами а капітан дивиться на світло над старою гаванню серед гір'.split(' '),
  el: 'το πλοίο διασχίζει τη λίμνη κάθε βράδυ με πολλούς επιβάτες και ο καπετάνιος κοιτάζει το φως πάνω από το λιμάνι'.split(' '),
  es: 'el barco cruza el lago cada tarde con muchos pasajeros y el capitán mira la luz sobre el viejo puerto entre montañas'.split(' '),
  en: 'the boat crosses the lake every evening with many passengers and the captain watches the light over the old harbour'.split(' '),
  th: 'เรือ ข้าม ทะเลสาบ ทุก เย็น พร้อม ผู้โดยสาร มากมาย และ กัปตัน มอง แสง เหนือ ท่าเรือ เก่า'.split(' '),
  'zh-Hans': '船 每天 傍晚 载着 许多 乘客 横渡 湖面 船长 望着 旧 港口 上方 的 灯光 群山 之间'.split(' '),
};
export const longVersions = Object.keys(words);
export const longSegments = 400;

// A small generator with a fixed seed: the same article on every machine.
function* digits(seed) {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state >>> 8;
  }
}

export function* longArticle() {
  for (const language of longVersions) {
    const unspaced = language === 'th' || language === 'zh-Hans';
    const next = digits(7);
    const blocks = [{ role: 'title', text: words[language].slice(0, 6).join(unspaced ? '' : ' ') }];
    for (let i = 1; i < longSegments; ++i) {
      const count = 9 + (next.next().value % 9);
      const drawn = Array.from({ length: count }, () => words[language][next.next().value % words[language].length]);
      const number = 100 + (next.next().value % 800);
      const end = language === 'zh-Hans' ? '。' : unspaced ? '' : '.';
      blocks.push({ role: 'paragraph', text: drawn.join(unspaced ? '' : ' ') + (unspaced ? number : ` ${number}`) + end });
    }
    yield {
      article: 'long', variant: language, language, kind: language === 'ar' ? 'original' : 'machine', blocks,
      ...(language === 'ar' ? {} : { from: 'long/ar@1', engine: 'Meridian' }),
    };
  }
}

const paragraphs = ([title, ...sentences]) => [{ role: 'title', text: title }, ...sentences.map((text) => ({ role: 'paragraph', text }))];

// A translation with a fault of each kind.
export function* faultyArticle() {
  const article = 'faulty';
  yield {
    article, variant: 'en', language: 'en', kind: 'original', blocks: paragraphs([
      'The old ferry returns to the lake', 'The works on the boat cost 412,000 crowns.',
      'Three hundred people live on the far shore of the lake, and most of them work in the quarry.',
      'The ferry sails again on 3 May 2026.', 'Write to desk@lake.example for a seat on the boat.',
      'The captain (who is seventy) said little about it.', '“We will cross every night,” said the captain.',
      'The harbour was quiet that evening.', 'Nobody has yet said what a ticket for the boat will cost next year.',
      'The lake is deep and cold.',
    ]),
  };
  yield {
    article, variant: 'es', language: 'es', kind: 'machine', from: 'faulty/en@1', engine: 'Meridian', blocks: paragraphs([
      'El viejo ferry vuelve al lago', 'Las obras del barco costaron 421.000 coronas.',
      'El ferry vuelve a navegar el 5 de mayo de 2026.', 'Escriba a desk@lago.example para un asiento en el barco.',
      'El capitán (que tiene setenta años dijo poco sobre ello.', '«Cruzaremos cada noche, dijo el capitán.',
      'El puerto estaba muy muy muy tranquilo aquella tarde.', 'Nobody has yet said what a ticket for the boat will cost next year.',
      'El lago es \u202Eprofundo y frío.', 'Un perro duerme junto a la taquilla todas las tardes mientras los niños juegan al sol.',
    ]),
  };
}

// A person moved a sentence of what an engine wrote, and changed a word of it.
export function* movedArticle() {
  const article = 'moved';
  const first = ['The night boat', 'The old boat crosses the lake every evening.', 'The captain waves to the people on the old pier.',
    'Many passengers look at the lights over the mountains.', 'The water is calm and very cold in May.', 'Children sleep on the benches until the boat arrives.'];
  yield {
    article, variant: 'th', language: 'th', kind: 'original', blocks: paragraphs(['เรือกลางคืน', 'เรือเก่าข้ามทะเลสาบทุกเย็น',
      'กัปตันโบกมือให้ผู้คนบนท่าเรือเก่า', 'ผู้โดยสารมากมายมองแสงไฟเหนือภูเขา', 'น้ำสงบและเย็นมากในเดือนพฤษภาคม', 'เด็กๆ นอนบนม้านั่งจนกว่าเรือจะมาถึง']),
  };
  yield { article, variant: 'en~first', language: 'en', kind: 'machine', from: 'moved/th@1', engine: 'Meridian', blocks: paragraphs(first) };
  yield {
    article, variant: 'en~second', language: 'en', kind: 'post-edited', from: 'moved/th@1', revises: 'moved/en~first@1', editor: 'Ana Sil',
    blocks: paragraphs([first[0], first[1], first[3], first[4].replace('calm', 'still'), first[5], first[2].replace('old', 'new')]),
  };
}

// So long that it comes in parts.
export function* partedArticle() {
  const article = 'parted';
  const count = 900;
  const numbered = (title, sentence) => paragraphs([title, ...Array.from({ length: count }, (_, i) => sentence(i + 2))]);
  yield { article, variant: 'ar', language: 'ar', kind: 'original', blocks: numbered('سجلّ الميناء', (i) => `رست السفينة رقم ${i} في الميناء القديم.`) };
  yield { article, variant: 'th', language: 'th', kind: 'human', from: 'parted/ar@1', blocks: numbered('บันทึกของท่าเรือ', (i) => `เรือหมายเลข ${i} จอดที่ท่าเรือเก่า`) };
}

// Versions whose languages' own names, and whose own names, are long.
export function* namedArticle() {
  const article = 'named';
  yield { article, variant: 'ar', language: 'ar', kind: 'original', blocks: paragraphs(['النهر', 'النهر هادئ.']) };
  for (const [variant, ...lines] of [['th', 'แม่น้ำ', 'แม่น้ำสงบ'], ['az-Latn~doctransformer', 'Çay', 'Çay sakitdir.'], ['uk', 'Річка', 'Річка тиха.'], ['de', 'Der Fluss', 'Der Fluss ist still.'],
    ['he', 'הנהר', 'הנהר שקט.'], ['es', 'El río', 'El río está tranquilo.'], ['el', 'Το ποτάμι', 'Το ποτάμι είναι ήσυχο.']])
    yield { article, variant, language: variant.split('~')[0], kind: 'machine', from: 'named/ar@1', engine: 'Meridian', blocks: paragraphs(lines) };
}

// For corrections by hand.
export function* correctedArticle() {
  const article = 'corrected';
  yield {
    article, variant: 'ar', language: 'ar', kind: 'original', blocks: paragraphs(['عودة العبّارة إلى البحيرة', 'تعبر العبّارة البحيرة كل مساء.',
      'ينظر القبطان إلى الضوء فوق الميناء.', 'بلغت كلفة العمل ٤١٢٬٠٠٠ كرونة.']),
  };
  yield {
    article, variant: 'en', language: 'en', kind: 'human', from: 'corrected/ar@1', blocks: paragraphs(['The ferry returns to the lake',
      'The ferry crosses the lake every evening.', 'The captain watches the light over the harbour.', 'The works cost 410,000 crowns.']),
  };
}

// In languages of long words.
export function* wordyArticle() {
  const article = 'wordy';
  const texts = {
    ar: ['النقل النهري يعود', 'عاد نقل الركاب إلى النهر.', 'قالت البلدية إن السفر سيكون مجانياً.'],
    de: ['Schifffahrtsgesellschaft fährt wieder', 'Die Personenbeförderungsgesellschaft kehrt auf den Fluss zurück.',
      'Die Stadtverwaltungsvorsitzende verspricht Beförderungsentgeltfreiheit.'],
    uk: ['Річкове пасажироперевезення відновлюється', 'На річку повернулося перевезення пасажирів.', 'Мер обіцяє безкоштовний проїзд.'],
    el: ['Επαναδραστηριοποίηση στο ποτάμι', 'Τα πλοία γύρισαν στο ποτάμι.', 'Ο δήμος υπόσχεται δωρεάν ταξίδια.'],
    es: ['Vuelven los barcos', 'Los barcos vuelven al río.', 'El ayuntamiento promete viajes gratis.'],
    th: ['เรือกลับมา', 'เรือโดยสารกลับมาที่แม่น้ำ', 'เทศบาลสัญญาว่าจะไม่เก็บค่าโดยสาร'],
  };
  for (const [language, lines] of Object.entries(texts)) {
    yield {
      article, variant: language, language, kind: language === 'ar' ? 'original' : 'human', blocks: paragraphs(lines),
      ...(language === 'ar' ? {} : { from: 'wordy/ar@1' }),
    };
  }
}

// Handed in as an original, though the text itself says that a machine translated it.
export function* doubtfulArticle() {
  const article = 'doubtful';
  yield { article, variant: 'ar', language: 'ar', kind: 'original', blocks: [
    { role: 'title', text: 'القارب يعود' }, { role: 'label', text: 'ترجمة آلية' }, { role: 'paragraph', text: 'عاد القارب إلى الميناء مساء الأحد.' },
  ] };
  yield { article, variant: 'th', language: 'th', kind: 'human', from: 'doubtful/ar@1', blocks: paragraphs(['เรือกลับมา', 'เรือกลับเข้าท่าเมื่อเย็นวันอาทิตย์']) };
}

// In many versions of each language, as many engines make them.
export const manyHands = 12;
export function* manyHandsArticle() {
  const article = 'island-ferry-by-many-hands';
  const texts = {
    ar: ['عودة عبّارة الجزيرة', 'تعود عبّارة الجزيرة إلى البحيرة يوم الأحد.', 'سيكون السفر مجانيًا هذا العام.'],
    th: ['เรือข้ามฟากของเกาะกลับมา', 'เรือข้ามฟากของเกาะกลับมาที่ทะเลสาบในวันอาทิตย์', 'ปีนี้เดินทางฟรี'],
    'zh-Hans': ['岛上的渡船回来了', '岛上的渡船星期天回到湖上。', '今年乘船免费。'],
    uk: ['Острівний пором повертається', 'Острівний пором повертається на озеро в неділю.', 'Цього року проїзд безкоштовний.'],
    es: ['Vuelve el ferry de la isla', 'El ferry de la isla vuelve al lago el domingo.', 'Este año se viaja gratis.'],
  };
  yield { article, variant: 'ar', language: 'ar', kind: 'original', blocks: paragraphs(texts.ar) };
  for (const [language, lines] of Object.entries(texts)) {
    for (let hand = 1; language !== 'ar' && hand <= manyHands; ++hand) {
      yield {
        article, variant: `${language}~hand${hand}`, language, kind: hand === 1 ? 'human' : 'machine', from: 'island-ferry-by-many-hands/ar@1',
        ...(hand === 1 ? { translator: 'Tamsin Veld' } : { engine: `Meridian ${hand}` }), blocks: paragraphs(lines),
      };
    }
  }
}
