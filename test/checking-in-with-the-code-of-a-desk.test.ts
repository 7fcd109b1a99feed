import { expect } from 'chai';
import { codeInHash, deskCodeIn } from '../client/go/desk-code.ts';
import { eighthTowards, kmBetween, navigateTo } from '../client/go/place.ts';

const code = '01a20825-24ae-7494-9580-171e73e8fc5b.qhxxoma0Gwt9xUcdBuD-e7BO';

describe('Checking in with the code of a desk', () => {
  it('finds the code in the link that the QR code holds', () => {
    expect(deskCodeIn(`https://muster.example/go#at=${code}`)).to.equal(code);
    expect(codeInHash(`#at=${code}`)).to.equal(code);
  });

  it('takes the code alone, typed with blanks around it', () => {
    expect(deskCodeIn(`  ${code}\n`)).to.equal(code);
  });

  it('finds none in any other QR code', () => {
    expect(deskCodeIn('https://example.org/menu')).to.equal(null);
    expect(deskCodeIn('https://example.org/#top')).to.equal(null);
    expect(deskCodeIn('WIFI:T:WPA;S:Camp 3;;')).to.equal(null);
    expect(codeInHash('#at=')).to.equal(null);
  });

  it('says in which direction and how far a place lies', () => {
    const home = { lon: 113.5, lat: 22.2 };
    expect(eighthTowards(home, { lon: 113.5, lat: 22.3 })).to.equal(0);
    expect(eighthTowards(home, { lon: 113.4, lat: 22.2 })).to.equal(6);
    expect(kmBetween(home, { lon: 113.5, lat: 22.3 })).to.be.closeTo(11.1, 0.1);
  });

  it('starts navigation in the app that the phone has', () => {
    const point = { lon: 113.5, lat: 22.2 };
    expect(navigateTo('phone', point, 'Yard (back)', 'Android')).to.match(/^geo:22\.2,113\.5\?q=/);
    expect(navigateTo('phone', point, 'Yard', 'iPhone')).to.match(/^https:\/\/maps\.apple\.com/);
    expect(navigateTo('amap', point, '后院', 'Android')).to.include('to=113.5,22.2,');
  });
});
