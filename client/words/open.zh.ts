import { number } from './format.ts';
import type { en } from './open.en.ts';

export const zh: typeof en = {
  title: '求助',
  nav: '您可以在这里',
  danger: '有生命危险，请先拨打：',
  police: '公安',
  fire: '消防',
  ambulance: '急救',
  ask: '我要求助',
  follow: '查进度',
  join: '我要帮忙',
  noIncident: '目前这里没有进行中的突发事件。',
  noIncidentMore: '您仍可查询之前的求助，或登记成为志愿者。',
  oneOf: '哪一起事件',

  report: {
    title: '需要帮助？',
    intro: '不用注册，一分钟填完。提交后会给您一个查询码，随时查看进展。',
    category: '需要哪方面的帮助？',
    categoryWrong: '请选择最接近的一项。',
    what: '发生了什么？',
    whatHint: '例如：两位透析病人被困五楼，没有电梯，今天下午要做透析。',
    whatWrong: '请简单说明发生了什么。',
    whatLong: (left) => `超出 ${number(-left)} 字，请精简。`,
    where: '在哪里？',
    whereHint: '以下方式任选其一；写上街道和门牌号，更容易找到您。',
    whereWrong: '请选择所在片区、使用定位，或在地址中写明片区名称。',
    usePosition: '使用手机定位',
    finding: '正在定位…',
    positionIn: (cell, metres) => `定位在${cell}，误差约 ${number(metres)} 米。`,
    positionOutside: '您的位置不在本次覆盖范围内，请改为选择片区。',
    positionDenied: '浏览器未获准使用定位，请改为选择片区。',
    positionNone: '没能定位，请改为选择片区。',
    forgetPosition: '不用定位',
    area: '所在片区',
    areaChoose: '请选择片区',
    onMap: '在地图上选',
    hideMap: '收起地图',
    areaFromAddress: (cell) => `已根据地址识别片区：${cell}`,
    address: '街道、门牌、楼层',
    addressHint: '只有调度人员和前来帮助您的人能看到；地图上只显示片区。',
    people: '有几个人？',
    peopleMore: '更多',
    peopleNumber: '人数',
    peopleWrong: '请填写 1 到 100,000 之间的数字。',
    vulnerable: '其中有没有以下人员？',
    contact: '怎么联系您？',
    contactHint: '只有调度人员和前来帮助您的人能看到您的姓名和电话。',
    name: '称呼',
    phone: '电话',
    phoneWrong: '只能填写数字、空格，开头可以有 +。',
    noPhone: '不留电话就无法回电给您，但仍可凭查询码查看进展。',
    send: '提交求助',
    sending: '正在提交…',
    fix: (count) => `还有 ${number(count)} 处需要填写`,
    waitTitle: '已保存，尚未发出',
    wait: '现在没有网络。您的求助已保存在本机，一有信号就会自动发出，请不要关闭此页面。',
    waitCall: '情况紧急，请直接拨打 110、119 或 120。',
    discard: '不发了',
    another: '再报一件',
  },
  thanks: {
    title: '已收到您的求助',
    codeLabel: '您的查询码',
    keep: '请抄下或拍下查询码。凭码可以查看进展，但看不到您是谁。',
    copy: '复制查询链接',
    copied: '已复制。',
    notCopied: '浏览器不允许复制，请抄下查询码。',
    print: '打印',
    follow: '查看进展',
    next: '接下来',
    steps: [
      '协调员会阅读您的求助。',
      '系统会邀请附近有相应专长的社工和志愿者前往。',
      '他们可能会拨打您留下的电话，会说明所属组织，绝不会向您要钱或密码。',
    ],
    worse: '如果情况恶化或有人遇险，请立即拨打 110、119 或 120。',
    printedAt: (at) => `${at} 上报`,
  },
  following: {
    title: '查进度',
    intro: '输入求助时得到的查询码。',
    code: '查询码',
    codeHint: '共十位字母和数字，例如 K7M2P-9XQ4R；不含 O、0、I、1。',
    codeWrong: '查询码是十位字母和数字，不含 O、0、I、1，请核对。',
    show: '查询',
    mine: '本机报过的求助',
    forget: '从本机清除',
    forgotten: '已从本机清除。',
    other: '换一个查询码',
    updated: '本页会自动更新。',
    reported: '上报于',
    area: '片区',
    headline: (need) => {
      if (need.status === 'merged') return '您的求助已与同一件事的另一条求助合并，会一起处理。';
      if (need.status === 'closed') {
        if (need.outcome === 'met')
          return need.done > 0 ? `已办结，共有 ${number(need.done)} 人参与帮助。` : '已办结，帮助已到位。';
        if (need.outcome === 'notNeeded') return '已结束：不再需要帮助。';
        if (need.outcome === 'elsewhere') return '已结束：此事已由其他单位处理。';
        return '已结束：现场和电话都联系不上。如仍需帮助，请重新求助。';
      }
      if (need.onScene > 0)
        return need.coming > 0
          ? `${number(need.onScene)} 人已到您身边，还有 ${number(need.coming)} 人在路上。`
          : `${number(need.onScene)} 人已到您身边。`;
      if (need.coming > 0) return `${number(need.coming)} 人正赶来。`;
      if ((need.enoughAt ?? null) !== null && need.done === 0) return '协调员表示人手已够。';
      if (need.asked > 0) return `已询问 ${number(need.asked)} 人，还在等回复。`;
      if (need.done > 0) return `已有 ${number(need.done)} 人完成帮助。`;
      if (need.status === 'reported') return '已收到您的求助，协调员马上查看。';
      return '协调员正在处理，尚未安排人手。';
    },
    steps: { arrived: '已收到', read: '协调员已查看', coming: '有人前来', here: '有人到场', done: '办结' },
    enough: '人手已够，不再另外找人。',
    seats: (taken, wanted) => `需要 ${number(wanted)} 人，已有 ${number(taken)} 人`,
    stepDone: '已完成',
    stepNow: '进行中',
    stepLater: '未到',
    worse: '情况变严重了？请拨打 110、119 或 120，或重新求助。',
  },
  map: {
    title: '哪里还需要人',
    legend: '颜色说明',
    asMap: '地图',
    asList: '列表',
    shows: '只显示片区，不显示任何个人或地址。',
    empty: '本次事件的片区尚未划定。',
    hint: '点选片区查看详情，键盘可用方向键移动。',
    labelled: '片区地图',
    open: (open, lacking) =>
      open === 0
        ? '没有未办结的求助'
        : `未办结 ${number(open)} 件${lacking > 0 ? `，其中 ${number(lacking)} 件缺人` : ''}`,
    people: (coming, onScene) =>
      [
        ...(onScene > 0 ? [`现场 ${number(onScene)} 人`] : []),
        ...(coming > 0 ? [`途中 ${number(coming)} 人`] : []),
      ].join('，'),
    lastReport: '最近求助',
    neverReport: '还没有求助',
    columns: { area: '片区', state: '情况', open: '未办结', lacking: '缺人', onScene: '现场', coming: '途中' },
  },
  done: {
    title: '到现在，大家做了什么',
    closed: () => '件求助已办结',
    live: '件正在处理',
    median: '到场用时中位数',
    people: () => '人参与',
    professional: '的工时由社工提供',
    organisations: '各组织',
    helped: (people, done) => `${number(people)} 人，完成 ${number(done)} 次任务`,
    hours: (hours) => `${number(hours, hours < 10 ? 1 : 0)} 小时`,
    nothing: '还没有派出人手。各组织的工作会显示在这里。',
  },
  joining: {
    title: '我要帮忙',
    intro: '选择一个组织登记。协调员审核后，只会在您有空的时候，邀请您做力所能及、离您不远的事。',
    doNotGo: '请不要自行前往现场，以免妨碍专业救援。',
    name: '姓名',
    nameWrong: '请填写姓名。',
    phone: '手机号',
    phoneHint: '只有您所在组织的协调员，以及您接受任务后的调度人员能看到。',
    phoneWrong: '只能填写数字、空格，开头可以有 +。',
    email: '邮箱',
    emailWrong: '邮箱地址不完整。',
    organisation: '想加入哪个组织？',
    organisationWrong: '请选择一个组织。',
    noOrganisations: '目前还没有组织招募志愿者，请过些时候再来。',
    area: '您住在哪里？',
    areaWrong: '请选择片区，这样只会邀请您去附近。',
    languages: '您会说哪些语言？',
    languagesWrong: '请至少选择一种。',
    skills: '您会做什么？',
    skillsHint: '一项都不选也可以，很多事只需要一双手。最多选 20 项。',
    credentialed: '证书核验后生效',
    level: (skill) => `熟练程度：${skill}`,
    chosen: (count) => `已选 ${number(count)} 项`,
    send: '登记',
    thanks: '谢谢您，登记成功。',
    approve: (organisation) => `${organisation}的协调员会尽快审核。`,
    linkTitle: '您的专属链接',
    link: '打开后可填写有空的时间，并在那里收到邀请。请在随身携带的手机上打开。链接只供您本人使用，仅限一次。',
    openPocket: '打开我的任务页',
  },
  signIn: {
    title: '登录',
    noToken: '请完整打开您收到的链接，“#”后面还有一长串字母。如果没有链接，请联系您的协调员。',
    toDoor: '返回公众页面',
  },
  footer: {
    desk: '协调员入口',
    pocket: '志愿者和社工入口',
  },
};
