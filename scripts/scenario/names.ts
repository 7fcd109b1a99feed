import type { Draw } from './seeded.ts';

/** The same in both languages. */
export interface InBoth {
  en: string;
  zh: string;
}

/** Common surnames and given names with their pinyin, in pairs: `character pinyin`. Whoever comes out is invented. */
const surnames = pairs(`
  陈 Chen,林 Lin,黄 Huang,张 Zhang,李 Li,王 Wang,吴 Wu,刘 Liu,蔡 Cai,杨 Yang,许 Xu,郑 Zheng,谢 Xie,郭 Guo,洪 Hong,
  曾 Zeng,邱 Qiu,廖 Liao,赖 Lai,周 Zhou,叶 Ye,苏 Su,庄 Zhuang,江 Jiang,何 He,罗 Luo,高 Gao,萧 Xiao,潘 Pan,简 Jian,
  朱 Zhu,钟 Zhong,彭 Peng,詹 Zhan,胡 Hu,施 Shi,沈 Shen,余 Yu,卢 Lu,梁 Liang,颜 Yan,柯 Ke,翁 Weng,魏 Wei,孙 Sun,
  戴 Dai,范 Fan,方 Fang,宋 Song,邓 Deng,杜 Du,侯 Hou,曹 Cao,温 Wen,傅 Fu,丁 Ding,欧阳 Ouyang
`);
const womensNames = pairs(`
  玉梅 Yumei,秀兰 Xiulan,美珍 Meizhen,丽华 Lihua,淑芬 Shufen,海燕 Haiyan,雪琴 Xueqin,晓彤 Xiaotong,思雨 Siyu,
  佳怡 Jiayi,婉清 Wanqing,慧敏 Huimin,月娥 Yue'e,巧云 Qiaoyun,若汐 Ruoxi,欣妍 Xinyan,诗涵 Shihan,梦洁 Mengjie,
  雅婷 Yating,彩霞 Caixia,燕玲 Yanling,素贞 Suzhen,春燕 Chunyan,文静 Wenjing,嘉敏 Jiamin,芷晴 Zhiqing,丹丹 Dandan,
  金凤 Jinfeng,桂香 Guixiang,碧云 Biyun,惠贤 Huixian,小满 Xiaoman
`);
const mensNames = pairs(`
  建国 Jianguo,志强 Zhiqiang,伟明 Weiming,国栋 Guodong,海生 Haisheng,文斌 Wenbin,俊杰 Junjie,浩然 Haoran,
  子轩 Zixuan,明辉 Minghui,水根 Shuigen,振华 Zhenhua,家豪 Jiahao,耀宗 Yaozong,永福 Yongfu,立军 Lijun,少华 Shaohua,
  天佑 Tianyou,启航 Qihang,宇辰 Yuchen,景山 Jingshan,润生 Runsheng,安平 Anping,长河 Changhe,锦程 Jincheng,
  伯涛 Botao,嘉树 Jiashu,维钧 Weijun,思源 Siyuan,大勇 Dayong,晨光 Chenguang
`);

/** Draws people's names in both languages; none comes again before nine in ten have been drawn. */
export function nameDrawer(draw: Draw): () => InBoth {
  const given = [...womensNames, ...mensNames];
  const used = new Set<string>();
  return () => {
    for (;;) {
      const surname = draw.pick(surnames);
      const name = draw.pick(given);
      const zh = surname.zh + name.zh;
      if (used.has(zh)) continue;
      if (used.size >= 0.9 * surnames.length * given.length) used.clear();
      used.add(zh);
      return { en: `${surname.en} ${name.en}`, zh };
    }
  };
}

/** How somebody is called on the telephone: "Ms Lin / 林女士" as one line, since a contact has one name. */
export function contactName(draw: Draw): string {
  const surname = draw.pick(surnames);
  const [en, zh] = draw.pick([
    ['Ms', '女士'],
    ['Mr', '先生'],
    ['Granny', '阿婆'],
    ['Uncle', '伯'],
  ] as const);
  return `${surname.zh}${zh} (${en} ${surname.en})`;
}

/** A telephone number that no operator hands out, different for every `serial` below 100 million. */
export function telephone(serial: number): string {
  const digits = String(serial).padStart(8, '0');
  return `+86 100 ${digits.slice(0, 4)} ${digits.slice(4)}`;
}

function pairs(text: string): { zh: string; en: string }[] {
  return text.split(',').map((pair) => {
    const [zh = '', en = ''] = pair.trim().split(' ');
    return { zh, en };
  });
}
